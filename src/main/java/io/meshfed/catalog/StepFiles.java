package io.meshfed.catalog;

import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a step's folder that nobody edits. */
final class StepFiles {

    /** Not *.yaml: whoever applies the whole folder installs steps, and must not start them. */
    static final String SAMPLE = "samples/taskrun.yaml.example";

    private StepFiles() {}

    /** By their path in the folder. */
    static SortedMap<String, String> of(StepDefinition step, Release release) {
        TektonYaml tekton = new TektonYaml(release);
        SortedMap<String, String> files = new TreeMap<>();
        files.put("task.yaml", tekton.task(step));
        files.put("stepaction.yaml", tekton.stepAction(step));
        files.put(SAMPLE, tekton.sample(step));
        if (!step.access().isEmpty()) {
            files.put("rbac.yaml", RbacYaml.of(step));
        }
        return files;
    }
}
