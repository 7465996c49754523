package io.meshfed.cli;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSessions;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.KubeconfigSessions;
import io.meshfed.cluster.SessionOptions;
import io.meshfed.cluster.kubeconfig.Kubeconfig;
import io.meshfed.contexts.FederationFile;
import io.meshfed.engine.RunSettings;
import io.meshfed.report.Progress;
import java.time.Duration;
import java.util.Set;

/** What every command is given: where it prints, what ends it, and how it gets at clusters. */
record Surroundings(Console console, Interruption interruption) {

    private static final Duration GRACE = Duration.ofSeconds(5);

    Surroundings {
        requireNonNull(console);
        requireNonNull(interruption);
    }

    /** The same process, printing elsewhere. */
    Surroundings with(Console other) {
        return new Surroundings(other, interruption);
    }

    Kubeconfig kubeconfig(ClusterOptions options, Progress progress) {
        return Kubeconfig.load(options.kubeconfig, console.environment(), progress);
    }

    /**
     * Reads the kubeconfig; sends nothing. Requests may go on a little longer than waits, so that
     * the last look of a wait in vain is told and not cut off.
     */
    ClusterSessions sessions(
            ClusterOptions options,
            FederationFile file,
            RunSettings settings,
            Set<String> takeBack) {
        SessionOptions session =
                SessionOptions.of(file.federation().name())
                        .with(
                                settings.dryRun()
                                        ? SessionOptions.Mode.DRY_RUN
                                        : SessionOptions.Mode.WRITE)
                        .with(Deadline.in(settings.timeout().plus(GRACE)))
                        .with(settings.cancellation())
                        .accepting(options.acceptedRisks())
                        .takingBackFrom(takeBack);
        return new KubeconfigSessions(kubeconfig(options, settings.progress()), session);
    }
}
