package io.meshfed.catalog;

import java.util.List;

/** The page that stands in front of all steps. */
final class StepsIndex {

    private StepsIndex() {}

    static String of(List<StepDefinition> steps) {
        return """
                <!-- Generated. Change the commands, then: ./meshfed generate -->

                # Steps

                Each is a Task, a StepAction and a sub-command of the same name. They work on all peerings of the federation
                file, unless `mesh` or `peering` says otherwise, and may be started again at any time.

                    kubectl apply -f steps -R

                installs all of them, and starts nothing. It needs Tekton 1.6.0 or newer. `target/install.yaml`, which
                `./meshfed generate --image NAME:TAG@DIGEST --kubectl-image NAME:TAG@DIGEST` writes, is the same with the images of a release.

                Three workspaces, everywhere the same:

                %s
                Every step takes no script, no shell and no credential as parameter, runs as any user on a read-only root, and
                asks for 96 MiB. What it needs to be allowed in target clusters is in its `rbac.yaml`.

                %s
                Not in here:

                %s
                [steps.json](steps.json) holds the same for programs. Commands are told in [docs/reference](../docs/reference/README.md).
                """
                .formatted(
                        MarkdownTable.of(
                                List.of("workspace", "holds", "bound"),
                                List.of(Workspace.Folder.values()).stream()
                                        .map(StepReadme::row)
                                        .toList()),
                        MarkdownTable.of(
                                List.of("step", "what it does", "writes"),
                                steps.stream().map(StepsIndex::row).toList()),
                        left());
    }

    private static List<String> row(StepDefinition step) {
        return List.of(
                "[%s](%s/README.md)".formatted(step.name(), step.name()),
                step.command().summary(),
                step.entry().writes() ? "yes" : "");
    }

    private static String left() {
        StringBuilder text = new StringBuilder();
        Boundaries.commands()
                .forEach(
                        (name, reason) -> {
                            text.append("- `").append(name).append("`: ");
                            text.append(reason).append('\n');
                        });
        return text.toString();
    }
}
