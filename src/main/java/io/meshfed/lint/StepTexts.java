package io.meshfed.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The texts of a step that Tekton looks at on admission. It looks at no others, so a wrong variable
 * in a volume, say, goes unnoticed until a run starts.
 *
 * @param strings each becomes one text
 * @param elements of command and args
 * @param env values of variables
 */
record StepTexts(List<Value> strings, List<Value> elements, List<Value> env, List<Value> script) {

    StepTexts {
        strings = List.copyOf(strings);
        elements = List.copyOf(elements);
        env = List.copyOf(env);
        script = List.copyOf(script);
    }

    static StepTexts ofStep(Value step) {
        List<Value> strings = new ArrayList<>();
        for (String field : List.of("name", "image", "workingDir")) {
            strings.add(step.at(field));
        }
        for (Value mount : step.itemsAt("volumeMounts")) {
            for (String field : List.of("name", "mountPath", "subPath")) {
                strings.add(mount.at(field));
            }
        }
        return of(step, strings);
    }

    static StepTexts ofStepAction(Value spec) {
        List<Value> strings = new ArrayList<>();
        strings.add(spec.at("image"));
        spec.itemsAt("volumeMounts").forEach(mount -> strings.add(mount.at("name")));
        return of(spec, strings);
    }

    private static StepTexts of(Value container, List<Value> strings) {
        List<Value> elements = new ArrayList<>(container.itemsAt("command"));
        elements.addAll(container.itemsAt("args"));
        List<Value> env = new ArrayList<>();
        container.itemsAt("env").forEach(variable -> env.add(variable.at("value")));
        List<Value> all = new ArrayList<>(strings);
        return new StepTexts(all, elements, env, List.of(container.at("script")));
    }

    /** Where neither an array nor an object may stand. */
    List<Value> onlyStrings() {
        return Stream.of(strings, env, script).flatMap(List::stream).toList();
    }

    /** Where results of other steps may not be read. */
    List<Value> noStepResults() {
        return Stream.of(strings, script).flatMap(List::stream).toList();
    }

    List<Value> withArtifacts() {
        return Stream.of(elements, env, script).flatMap(List::stream).toList();
    }

    List<Value> all() {
        return Stream.of(strings, elements, env, script).flatMap(List::stream).toList();
    }
}
