package io.meshfed.cli;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.ClientSession;
import io.meshfed.cluster.ClusterSessions;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.KubeconfigSessions;
import io.meshfed.cluster.SessionOptions;
import io.meshfed.cluster.WriteLocks;
import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.cluster.kubeconfig.Kubeconfig;
import io.meshfed.contexts.FederationFile;
import io.meshfed.engine.RunSettings;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.report.Redactor;
import io.meshfed.tekton.NameCheck;
import io.meshfed.tekton.TektonSession;
import java.time.Duration;
import java.util.Set;

/**
 * What every command is given: where it prints, what ends it, and how it gets at clusters.
 *
 * @param redactor knows the credentials of the run; what is printed goes through it
 */
record Surroundings(Console console, Interruption interruption, Redactor redactor) {

    private static final Duration GRACE = Duration.ofSeconds(5);

    Surroundings {
        requireNonNull(interruption);
        requireNonNull(redactor);
        console = console.guarded(redactor);
    }

    Surroundings(Console console, Interruption interruption) {
        this(console, interruption, new Redactor());
    }

    /** The same process, printing elsewhere. */
    Surroundings with(Console other) {
        return new Surroundings(other, interruption, redactor);
    }

    /** For the commands that a report advises. */
    Hints hints() {
        return new Hints(() -> MeshfedCommand.commandLine(this).getCommandSpec());
    }

    Kubeconfig kubeconfig(KubeconfigOptions options, Progress progress) {
        return Kubeconfig.load(options.kubeconfig, console.environment(), progress)
                .confidingIn(redactor);
    }

    /**
     * Reads the kubeconfig; sends nothing. Requests may go on a little longer than waits, so that
     * the last look of a wait in vain is told and not cut off.
     */
    ClusterSessions sessions(
            ClusterOptions options,
            FederationFile file,
            RunSettings settings,
            Set<String> takeBack,
            WriteLocks locks) {
        SessionOptions session =
                SessionOptions.of(file.federation().name())
                        .with(
                                settings.dryRun()
                                        ? SessionOptions.Mode.DRY_RUN
                                        : SessionOptions.Mode.WRITE)
                        .with(Deadline.in(settings.timeout().plus(GRACE)))
                        .with(settings.cancellation())
                        .accepting(options.acceptedRisks())
                        .atMost(options.qps)
                        .takingBackFrom(takeBack);
        return new KubeconfigSessions(kubeconfig(options, settings.progress()), session, locks);
    }

    /** Reads the kubeconfig; sends nothing. */
    TektonSession tekton(TektonOptions options, Cancellation cancellation, Progress progress) {
        Kubeconfig kubeconfig = kubeconfig(options, progress);
        ContextSettings context =
                kubeconfig.context(
                        options.context.isEmpty() ? current(kubeconfig) : options.context,
                        options.acceptedRisks());
        SessionOptions session =
                SessionOptions.of("")
                        .with(
                                options.timeout.isZero()
                                        ? Deadline.none()
                                        : Deadline.in(options.timeout.plus(GRACE)))
                        .with(cancellation)
                        .accepting(options.acceptedRisks())
                        .atMost(options.qps);
        String own = context.namespace().isEmpty() ? "default" : context.namespace();
        String namespace =
                NameCheck.namespace(options.namespace.isEmpty() ? own : options.namespace);
        return new TektonSession(ClientSession.open(context, session), namespace);
    }

    private static String current(Kubeconfig kubeconfig) {
        return kubeconfig
                .currentContext()
                .orElseThrow(
                        () ->
                                new FederationException(
                                        ErrorClass.INPUT,
                                        "the kubeconfig names no current context",
                                        "Name one with --context."));
    }
}
