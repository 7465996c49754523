package io.meshfed.cli;

import io.meshfed.catalog.Param;
import io.meshfed.catalog.Workspace;
import io.meshfed.cluster.kubeconfig.Risk;
import io.meshfed.report.ShellWord;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** Where contexts are found, and what they may ask for. */
class KubeconfigOptions {

    @Option(
            names = "--kubeconfig",
            paramLabel = "PATH[:PATH...]",
            description =
                    "Where the contexts are; of a folder all files. Default: $KUBECONFIG, then ~/.kube/config. It is only ever read.")
    @Workspace(Workspace.Folder.KUBECONFIG)
    String kubeconfig = "";

    @Option(
            names = "--allow-exec",
            description = "Let the kubeconfig start its credential plugin (no shell, 10 s).")
    boolean allowExec;

    @Option(
            names = "--allow-insecure",
            description = "Accept insecure-skip-tls-verify and http:// in the kubeconfig.")
    boolean allowInsecure;

    @Option(
            names = "--qps",
            paramLabel = "N",
            defaultValue = "0",
            converter = CountConverter.Rate.class,
            description =
                    "Send each cluster at most N requests a second, evenly spaced, without bursts. Default: 0, as many as come, 8 at once.")
    @Param("At most so many requests a second to each cluster, evenly spaced; 0 for no such limit")
    int qps;

    /** These options once more, for a command line that people paste. */
    String typed() {
        return typedPlace() + typedExec() + typedInsecure() + (qps == 0 ? "" : " --qps " + qps);
    }

    /** The same for commands of others, as far as they take them. */
    Hints into(Hints hints) {
        return hints.with("--kubeconfig", typedPlace())
                .with("--allow-exec", typedExec())
                .with("--allow-insecure", typedInsecure());
    }

    private String typedPlace() {
        return kubeconfig.isEmpty() ? "" : " --kubeconfig " + ShellWord.of(kubeconfig);
    }

    private String typedExec() {
        return allowExec ? " --allow-exec" : "";
    }

    private String typedInsecure() {
        return allowInsecure ? " --allow-insecure" : "";
    }

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
