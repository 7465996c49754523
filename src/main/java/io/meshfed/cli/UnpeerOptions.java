package io.meshfed.cli;

import io.meshfed.steps.UnpeerStep;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How peerings are taken apart. */
final class UnpeerOptions {

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            defaultValue = "2s",
            converter = DurationConverter.Pause.class,
            description =
                    "How long further istiod pods get to follow after exports were withdrawn. Default: 2s.")
    Duration settle;

    UnpeerStep step() {
        return new UnpeerStep(settle);
    }
}
