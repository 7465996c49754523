package io.meshfed.cli;

import io.meshfed.report.RunReport;
import io.meshfed.tekton.IgnoredRun;
import io.meshfed.tekton.NameCheck;
import io.meshfed.tekton.RunState;
import io.meshfed.tekton.TektonRuns;
import io.meshfed.tekton.TektonSession;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = "Shows a run with its tasks, and ends with the class of the run.",
        footer = {"", "Example:", "  meshfed pipeline status meshfed-federate-x7k2p"})
final class PipelineStatusCommand extends TektonCommand implements NamesRun {

    /** How the tasks are laid out. */
    enum View {
        tree,
        table
    }

    @Parameters(paramLabel = "RUN", description = "The PipelineRun.")
    String run;

    @Option(
            names = "--view",
            paramLabel = "VIEW",
            defaultValue = "tree",
            description = "Text only: ${COMPLETION-CANDIDATES}. Default: tree.")
    View view = View.tree;

    PipelineStatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void checkNames() {
        super.checkNames();
        NameCheck.object("PipelineRun", run);
    }

    @Override
    RunReport work(TektonSession session, Runs runs) {
        RunState found = new TektonRuns(session).find(run);
        Style style = surroundings.console().stdoutStyle(output.noColor);
        Instant now = Instant.now();
        print(
                view == View.tree
                        ? RunTree.lines(found, now, style)
                        : RunTable.lines(found, now, style));
        IgnoredRun.atOnce(found).ifPresent(runs.progress()::warning);
        return ended(session, found, List.of());
    }
}
