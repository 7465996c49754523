package io.meshfed.cli;

import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import io.meshfed.tekton.IgnoredRun;
import io.meshfed.tekton.LogChoice;
import io.meshfed.tekton.NameCheck;
import io.meshfed.tekton.RunState;
import io.meshfed.tekton.TektonRuns;
import io.meshfed.tekton.TektonSession;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = "Prints what the steps of a run said, and ends with the class of the run.",
        footer = {"", "Example:", "  meshfed pipeline logs meshfed-federate-x7k2p --follow"})
final class PipelineLogsCommand extends TektonCommand implements NamesRun {

    @Parameters(paramLabel = "RUN", description = "The PipelineRun.")
    String run;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description = "Only this task of the Pipeline. May be given several times.")
    List<String> tasks = new ArrayList<>();

    @Option(names = "--follow", description = "Until the run ends, with its tasks.")
    boolean follow;

    PipelineLogsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void checkNames() {
        super.checkNames();
        NameCheck.object("PipelineRun", run);
    }

    @Override
    RunReport work(TektonSession session, Runs runs) {
        TektonRuns tektonRuns = new TektonRuns(session);
        RunState found = tektonRuns.find(run);
        runs.soFar(() -> report(session, found, List.of()));
        LogChoice choice = LogChoice.of(tasks);
        if (follow) {
            return follow(session, runs, found.name(), choice, List.of());
        }
        if (!tektonRuns.logs(found, choice, listener())) {
            runs.progress().warning(none(found));
        }
        IgnoredRun.atOnce(found).ifPresent(runs.progress()::warning);
        return ended(session, found, List.of());
    }

    private String none(RunState run) {
        return "PipelineRun %s has no logs%s%s"
                .formatted(
                        SafeText.of(run.name().toString()),
                        run.over() ? "" : " yet",
                        tasks.isEmpty() ? "" : " of what --task names");
    }
}
