package io.meshfed.catalog;

import io.meshfed.catalog.PipelineYaml.Task;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A drawing of a Pipeline, in the language that Git hosts draw: Mermaid. */
final class PipelineGraph {

    private final StringBuilder text = new StringBuilder("```mermaid\nflowchart TD\n");

    private PipelineGraph() {}

    static String of(PipelineYaml pipeline) {
        PipelineGraph graph = new PipelineGraph();
        pipeline.tasks().forEach(task -> graph.node(task, "    "));
        for (Task task : pipeline.tasks()) {
            task.before().forEach(before -> graph.arrow(before, task));
        }
        graph.last(pipeline);
        return graph.text.append("```\n").toString();
    }

    private void node(Task task, String indent) {
        text.append(indent).append(task.name()).append("[\"<b>").append(task.name()).append("</b>");
        text.append("<br/>").append(task.reference());
        task.conditions().forEach(when -> text.append("<br/><i>when ").append(when).append("</i>"));
        text.append("\"]\n");
    }

    private void arrow(String before, Task task) {
        text.append("    ").append(before).append(" --> ").append(task.name()).append('\n');
    }

    /** What is always run at the end hangs on the tasks that nothing follows. */
    private void last(PipelineYaml pipeline) {
        if (pipeline.last().isEmpty()) {
            return;
        }
        text.append("    subgraph finally\n");
        pipeline.last().forEach(task -> node(task, "        "));
        text.append("    end\n");
        for (String end : ends(pipeline.tasks())) {
            text.append("    ").append(end).append(" -.-> finally\n");
        }
    }

    private static List<String> ends(List<Task> tasks) {
        Set<String> followed = new TreeSet<>();
        tasks.forEach(task -> followed.addAll(task.before()));
        return tasks.stream().map(Task::name).filter(name -> !followed.contains(name)).toList();
    }
}
