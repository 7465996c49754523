package io.meshfed.cli;

import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import io.meshfed.tekton.PipelineDefinition;
import io.meshfed.tekton.RunName;
import io.meshfed.tekton.RunState;
import io.meshfed.tekton.RunTrees;
import io.meshfed.tekton.TektonSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Lists the Pipelines of a namespace, each with its newest run.",
        footer = {"", "Example:", "  meshfed pipeline list --namespace mesh-operations"})
final class PipelineListCommand extends TektonCommand {

    PipelineListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    RunReport work(TektonSession session, Runs runs) {
        List<PipelineDefinition> pipelines = session.pipelines();
        List<RunState> all = pipelines.isEmpty() ? List.of() : runs(session, runs);
        List<Map<String, Object>> trees = new ArrayList<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (PipelineDefinition pipeline : pipelines) {
            RunState newest = newest(pipeline.name(), all);
            trees.add(RunTrees.pipeline(pipeline, newest));
            rows.add(row(pipeline, newest));
        }
        if (rows.isEmpty()) {
            runs.progress()
                    .warning("no Pipelines in namespace '%s'".formatted(session.namespace()));
        } else {
            print(Table.of(rows, surroundings.console().stdoutStyle(output.noColor)));
        }
        return report(session, Map.of("pipelines", trees));
    }

    /** Who may see Pipelines but no runs sees the Pipelines. */
    private static List<RunState> runs(TektonSession session, Runs runs) {
        try {
            return session.runs();
        } catch (FederationException refused) {
            if (refused.errorClass() != ErrorClass.AUTH) {
                throw refused;
            }
            runs.progress().warning(refused.getMessage());
            return List.of();
        }
    }

    private static RunState newest(String pipeline, List<RunState> runs) {
        return runs.stream()
                .filter(run -> run.pipeline().equals(pipeline))
                .findFirst()
                .orElse(RunState.unseen(new RunName("", "")));
    }

    private static Map<String, Object> row(PipelineDefinition pipeline, RunState newest) {
        Instant now = Instant.now();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", pipeline.name());
        row.put("description", pipeline.description());
        row.put("params", pipeline.params().size());
        row.put("lastRun", newest.name().name());
        boolean ran = !newest.name().name().isEmpty();
        row.put("status", ran ? newest.phase().label() : "");
        row.put("started", newest.span().start());
        row.put("took", newest.span().length(now).map(Durations::text).orElse(""));
        return row;
    }
}
