package io.meshfed.catalog;

import io.meshfed.catalog.OptionDefinition.Binding;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a step, one value per argument, so that nothing in a value is ever taken for
 * something else.
 */
enum StepArguments {
    /** Tekton substitutes workspaces. */
    TASK {
        @Override
        String folder(Workspace.Folder folder) {
            return "$(workspaces.%s.path)".formatted(folder.label());
        }

        @Override
        String result(String name) {
            return "$(results.%s.path)".formatted(name);
        }
    },
    /** A StepAction has no workspaces; their paths are parameters. */
    STEP_ACTION {
        @Override
        String folder(Workspace.Folder folder) {
            return "$(params.%s)".formatted(pathParam(folder));
        }

        @Override
        String result(String name) {
            return "$(step.results.%s.path)".formatted(name);
        }
    };

    abstract String folder(Workspace.Folder folder);

    abstract String result(String name);

    static String pathParam(Workspace.Folder folder) {
        return folder.label() + "-path";
    }

    List<String> of(StepDefinition step) {
        List<String> arguments = new ArrayList<>();
        arguments.add(step.name());
        for (OptionDefinition option : step.command().options()) {
            if (option.binding() instanceof Binding.OfWorkspace place) {
                arguments.add("--" + option.name() + "=" + place(option, place));
            }
        }
        for (OptionDefinition option : step.command().options()) {
            if (option.binding() instanceof Binding.OfParam) {
                arguments.add("--%s=%s".formatted(option.name(), param(option)));
            }
        }
        for (ResultDefinition result : step.command().results()) {
            arguments.add("--result=%s=%s".formatted(result.name(), result(result.name())));
        }
        return arguments;
    }

    private String place(OptionDefinition option, Binding.OfWorkspace place) {
        String folder = place.prefix() + folder(place.folder());
        return place.file() ? folder + "/" + param(option) : folder;
    }

    private static String param(OptionDefinition option) {
        return "$(params.%s)".formatted(option.name());
    }
}
