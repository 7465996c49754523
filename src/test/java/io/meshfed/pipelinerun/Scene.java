package io.meshfed.pipelinerun;

import java.nio.file.Path;

/** A small catalog with scripted steps, for one run. */
final class Scene {

    /** A Task with one step and one result; {@code %s} is its name. */
    static final String TASK =
            """
            apiVersion: tekton.dev/v1
            kind: Task
            metadata: { name: %1$s }
            spec:
              params:
                - { name: word, type: string, default: "" }
              workspaces:
                - { name: box, optional: true }
              results:
                - { name: fact }
              steps:
                - name: do
                  image: i
                  command: [/opt/meshfed/bin/java, "@/opt/meshfed/options"]
                  args:
                    - %1$s
                    - --word=$(params.word)
                    - --box=$(workspaces.box.path)
                    - --result=fact=$(results.fact.path)
            """;

    private static final String PIPELINE =
            """
            apiVersion: tekton.dev/v1
            kind: Pipeline
            metadata: { name: p }
            spec:
            """;

    final Catalog catalog = Catalog.empty();
    final ScriptedSteps steps = new ScriptedSteps();
    private final Path folder;

    Scene(Path folder, String... tasks) {
        this.folder = folder;
        for (String task : tasks) {
            catalog.with(TASK.formatted(task));
        }
    }

    /** A pipeline that is called p. */
    Scene pipeline(String spec) {
        catalog.with(PIPELINE + spec.indent(2));
        return this;
    }

    RunEnd run() throws InterruptedException {
        return run(RunRequest.of("p"));
    }

    RunEnd run(RunRequest request) throws InterruptedException {
        return run(request, new RunControl());
    }

    RunEnd run(RunRequest request, RunControl control) throws InterruptedException {
        try (PipelineRunner runner = new PipelineRunner(new TaskRunner(catalog, steps, folder))) {
            return runner.run(request, control);
        }
    }

    /** One Task alone. */
    TaskEnd task(TaskCall call) throws InterruptedException {
        return new TaskRunner(catalog, steps, folder).run(call, 0, new Stop());
    }
}
