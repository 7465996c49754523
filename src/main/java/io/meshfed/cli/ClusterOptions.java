package io.meshfed.cli;

import io.meshfed.cluster.kubeconfig.Risk;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** How the clusters are reached. */
final class ClusterOptions {

    @Option(
            names = "--kubeconfig",
            paramLabel = "PATH[:PATH...]",
            description = "Default: $KUBECONFIG, then ~/.kube/config. It is only ever read.")
    String kubeconfig = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "How long the run may last, waits included: 90s, 10m, 1h. Default: 10m.")
    Duration timeout;

    @Option(
            names = "--allow-exec",
            description = "Let the kubeconfig start its credential plugin (no shell, 10 s).")
    boolean allowExec;

    @Option(
            names = "--allow-insecure",
            description = "Accept insecure-skip-tls-verify and http:// in the kubeconfig.")
    boolean allowInsecure;

    Set<Risk> acceptedRisks() {
        Set<Risk> accepted = EnumSet.noneOf(Risk.class);
        if (allowExec) {
            accepted.add(Risk.EXEC_PLUGIN);
        }
        if (allowInsecure) {
            accepted.add(Risk.INSECURE_CONNECTION);
        }
        return accepted;
    }
}
