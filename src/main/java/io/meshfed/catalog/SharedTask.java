package io.meshfed.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * A Task written by hand, which puts several steps into one pod.
 *
 * @param path of its file, as a README of a Pipeline links to it
 * @param steps names of the steps that it is made of
 */
record SharedTask(String name, String path, List<String> steps) {

    private static final String OWN_PREFIX = "meshfed-";

    SharedTask {
        requireNonNull(name);
        requireNonNull(path);
        steps = List.copyOf(steps);
    }

    /** None when the file holds something else. */
    static List<SharedTask> in(String path, String text) {
        PipelineYaml read = PipelineYaml.of(path, text);
        if (!"Task".equals(read.tree().get("kind"))) {
            return List.of();
        }
        List<String> steps =
                read.declared("steps").stream()
                        .map(step -> io.meshfed.model.Trees.object(step.get("ref")))
                        .map(SharedTask::step)
                        .toList();
        return List.of(new SharedTask(read.name(), path, steps));
    }

    private static String step(Map<String, Object> ref) {
        return String.valueOf(ref.get("name")).substring(OWN_PREFIX.length());
    }
}
