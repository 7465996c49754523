package io.meshfed.cli;

import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import io.meshfed.report.ShellWord;
import io.meshfed.tekton.LogChoice;
import io.meshfed.tekton.ManifestYaml;
import io.meshfed.tekton.NameCheck;
import io.meshfed.tekton.RunManifest;
import io.meshfed.tekton.RunName;
import io.meshfed.tekton.RunState;
import io.meshfed.tekton.StartOrder;
import io.meshfed.tekton.StartOrder.Timeouts;
import io.meshfed.tekton.TektonRuns;
import io.meshfed.tekton.TektonSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "start",
        description = "Starts a Pipeline, after a look at what it wants to be given.",
        footer = {
            "",
            "Example:",
            "  meshfed pipeline start meshfed-federate --param dry-run=none --serviceaccount meshfed-federate \\",
            "      --workspace federation=configmap:federation --workspace kubeconfig=secret:kubeconfigs --follow"
        })
final class PipelineStartCommand extends TektonCommand implements NamesRun {

    @Parameters(paramLabel = "PIPELINE", description = "The Pipeline.")
    String pipeline;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description =
                    "A param. An array is a,b or JSON, an object is key:value,key:value or JSON. May be given several times.")
    List<String> params = new ArrayList<>();

    @Option(
            names = "--workspace",
            paramLabel = "NAME=SOURCE",
            description =
                    "A workspace: secret:S, configmap:C, pvc:P[,subPath] or emptyDir. May be given several times.")
    List<String> workspaces = new ArrayList<>();

    @Option(
            names = "--serviceaccount",
            paramLabel = "NAME",
            description = "Who the tasks run as. Default: what Tekton is set to.")
    String serviceAccount = "";

    @Option(
            names = "--pipeline-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.Limit.class,
            description = "How long the run may last. Default: what Tekton is set to, usually 1h.")
    Duration pipelineTimeout = Duration.ZERO;

    @Option(
            names = "--tasks-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.Limit.class,
            description = "How long all but its finally tasks may last.")
    Duration tasksTimeout = Duration.ZERO;

    @Option(
            names = "--finally-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.Limit.class,
            description = "How long its finally tasks may last.")
    Duration finallyTimeout = Duration.ZERO;

    @Option(
            names = "--follow",
            description =
                    "Show tasks and logs until it ends, and end with the class of the step that failed.")
    boolean follow;

    @Option(names = "--dry-run", description = "Only print the PipelineRun, as YAML.")
    boolean dryRun;

    PipelineStartCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void checkNames() {
        super.checkNames();
        NameCheck.object("Pipeline", pipeline);
        if (given("--serviceaccount")) {
            NameCheck.object("ServiceAccount", serviceAccount);
        }
    }

    @Override
    RunReport work(TektonSession session, Runs runs) {
        TektonRuns tektonRuns = new TektonRuns(session);
        StartOrder order =
                new StartOrder(
                        pipeline,
                        params,
                        workspaces,
                        serviceAccount,
                        new Timeouts(pipelineTimeout, tasksTimeout, finallyTimeout));
        RunManifest manifest = tektonRuns.prepare(order);
        if (dryRun) {
            return rehearsed(session, manifest);
        }
        RunName name = new RunName(session.namespace(), manifest.name());
        RunState started = started(session, runs, name, () -> tektonRuns.start(manifest));
        List<Change> changes = List.of(created(session, name));
        runs.soFar(() -> report(session, started, changes));
        if (follow) {
            runs.progress().done("created PipelineRun " + name);
            return follow(session, runs, name, LogChoice.ALL, changes);
        }
        return report(session, started, changes);
    }

    private RunReport rehearsed(TektonSession session, RunManifest manifest) {
        Map<String, Object> tree = manifest.repeatable(session.namespace());
        print(ManifestYaml.of(tree));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("manifest", tree);
        return DryRun.marked(report(session, data));
    }

    /** What may have been made is named, lest somebody start it twice. */
    private RunState started(
            TektonSession session, Runs runs, RunName name, Supplier<RunState> create) {
        runs.soFar(() -> report(session, RunState.unseen(name), List.of()));
        try {
            return create.get();
        } catch (FederationException failed) {
            boolean unknown =
                    failed.errorClass() == ErrorClass.TRANSIENT
                            || failed.errorClass() == ErrorClass.INTERRUPTED;
            if (!unknown) {
                runs.soFar(() -> report(session, Map.of()));
                throw failed;
            }
            throw new FederationException(
                    failed.errorClass(),
                    failed.getMessage(),
                    "It may have been started all the same: meshfed pipeline status %s%s"
                            .formatted(ShellWord.of(name.name()), tekton.typed()),
                    failed.details(),
                    failed);
        }
    }

    private static Change created(TektonSession session, RunName name) {
        return new Change(Change.Kind.CREATED, session.context(), name.object(), List.of());
    }
}
