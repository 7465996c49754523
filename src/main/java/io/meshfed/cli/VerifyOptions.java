package io.meshfed.cli;

import io.meshfed.catalog.Param;
import io.meshfed.steps.VerifyFederationStep;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How a federation is proved. */
final class VerifyOptions {

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "3",
            converter = CountConverter.Samples.class,
            description =
                    "How many good looks in a row prove a direction; a change of exports drops the watch for a moment. Default: 3.")
    int samples;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = DurationConverter.Interval.class,
            description = "Time between two looks. Default: 1s.")
    Duration interval;

    @Option(
            names = "--sync-period",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.Limit.class,
            description = "istiod's --resync. Default: 60s; up to Service Mesh 2.5.0 it is 5m.")
    @Param("istiod's --resync; up to Service Mesh 2.5.0 it is 5m")
    Duration syncPeriod;

    @Option(
            names = "--restart-istiod",
            description = "Restart istiod where that is advised, once, and go on verifying.")
    boolean restartIstiod;

    VerifyFederationStep step() {
        return new VerifyFederationStep(samples, interval, syncPeriod, restartIstiod);
    }
}
