package io.meshfed.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How the clusters are reached. */
final class ClusterOptions extends KubeconfigOptions {

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = DurationConverter.Limit.class,
            description = "How long the run may last, waits included: 90s, 10m, 1h. Default: 10m.")
    Duration timeout = Duration.ofMinutes(10);
}
