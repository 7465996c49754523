package io.meshfed.cli;

import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import io.meshfed.report.RunReport.Verdict;
import io.meshfed.tekton.LogChoice;
import io.meshfed.tekton.NameCheck;
import io.meshfed.tekton.RunFollower;
import io.meshfed.tekton.RunListener;
import io.meshfed.tekton.RunName;
import io.meshfed.tekton.RunState;
import io.meshfed.tekton.RunTrees;
import io.meshfed.tekton.RunVerdict;
import io.meshfed.tekton.TektonSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command about the runs of one cluster's Tekton. */
abstract class TektonCommand implements Callable<Integer>, ReportsResults {

    /** The key under which JSON tells of the run. */
    static final String RUN = "pipelineRun";

    private static final String TASKS = "tasks";

    @Spec CommandSpec spec;
    @Mixin TektonOptions tekton;
    @Mixin OutputOptions output;

    final Surroundings surroundings;

    TektonCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What was typed as a name is one; nothing is asked of a cluster before. */
    void checkNames() {
        if (given("--namespace")) {
            NameCheck.namespace(tekton.namespace);
        }
    }

    final boolean given(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    abstract RunReport work(TektonSession session, Runs runs);

    @Override
    public Integer call() {
        Runs runs = new Runs(surroundings, output, CommandName.of(spec), resultNames());
        runs.hints(tekton.into(surroundings.hints().with("--context", tekton.typedContext())));
        return runs.run(
                () -> {
                    checkNames();
                    try (TektonSession session =
                            surroundings.tekton(tekton, runs.cancellation(), runs.progress())) {
                        runs.soFar(() -> report(session, Map.of()));
                        return work(session, runs);
                    }
                });
    }

    /** Follows a run to its end and tells it with the class of the step that failed. */
    RunReport follow(
            TektonSession session, Runs runs, RunName name, LogChoice logs, List<Change> changes) {
        FollowedRun shown = FollowedRun.on(surroundings.console(), output);
        RunFollower follower =
                new RunFollower(session, name.name(), shown.listener(), runs.progress(), logs);
        runs.soFar(() -> report(session, follower.latest(), changes));
        try {
            return ended(session, follower.follow(tekton.timeout), changes);
        } catch (FederationException stopped) {
            if (stopped.errorClass() != ErrorClass.INTERRUPTED) {
                throw stopped;
            }
            throw new FederationException(
                    ErrorClass.INTERRUPTED,
                    "stopped following PipelineRun %s, which goes on".formatted(name),
                    "To follow it again: "
                            + RunFollower.goOn(session, name)
                            + tekton.typedKubeconfig());
        } finally {
            shown.end();
        }
    }

    RunListener listener() {
        return FollowedRun.plain(surroundings.console(), output);
    }

    /** Its verdict is that of the run, as far as it has one. */
    RunReport ended(TektonSession session, RunState run, List<Change> changes) {
        RunReport report = report(session, run, changes);
        Optional<FederationException> failure = RunVerdict.failure(run);
        return new RunReport(
                report.command(),
                "",
                Verdict.of(failure.map(FederationException::errorClass).orElse(ErrorClass.OK)),
                changes,
                report.requests(),
                List.of(),
                failure.map(Failure::ofRun).stream().toList(),
                report.results(),
                report.data());
    }

    RunReport report(TektonSession session, RunState run, List<Change> changes) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(RUN, RunTrees.run(run));
        data.put(TASKS, RunTrees.tasks(run));
        RunReport report = report(session, data);
        TreeMap<String, String> results = new TreeMap<>();
        results.put(NamesRun.RESULT, run.name().name());
        return new RunReport(
                report.command(),
                "",
                report.verdict(),
                changes,
                report.requests(),
                List.of(),
                List.of(),
                results,
                data);
    }

    RunReport report(TektonSession session, Map<String, Object> data) {
        return new RunReport(
                CommandName.of(spec),
                "",
                Verdict.of(ErrorClass.OK),
                List.of(),
                session.requests(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                data);
    }

    /** Data beside the report; with JSON the report is all there is. */
    void print(List<String> lines) {
        if (!output.json()) {
            lines.forEach(surroundings.console().stdout()::println);
        }
    }
}
