package io.meshfed.cli;

import io.meshfed.report.ShellWord;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where Tekton is. */
final class TektonOptions extends KubeconfigOptions {

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The kubeconfig context. Default: its current context.")
    String context = "";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Default: the namespace of the context, then 'default'.")
    String namespace = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.Limit.class,
            description =
                    "How long this command may last: 90s, 10m, 1h. It ends no run. Default: as long as it takes.")
    Duration timeout = Duration.ZERO;

    @Override
    String typed() {
        return (namespace.isEmpty() ? "" : " --namespace " + ShellWord.of(namespace))
                + typedContext()
                + super.typed();
    }

    String typedContext() {
        return context.isEmpty() ? "" : " --context " + ShellWord.of(context);
    }

    /** For commands that name context and namespace themselves. */
    String typedKubeconfig() {
        return super.typed();
    }
}
