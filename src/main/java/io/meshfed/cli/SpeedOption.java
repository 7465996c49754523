package io.meshfed.cli;

import io.meshfed.sandbox.SandboxOptions;
import picocli.CommandLine.Option;

/** How fast time runs behind embedded clusters. */
final class SpeedOption {

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "20",
            converter = CountConverter.Speed.class,
            description =
                    "How much faster istiods and operators are than real ones: a sync period of 60s takes 60s/N. Many meshes on a busy machine want less. Default: 20.")
    int factor;

    SandboxOptions options() {
        return SandboxOptions.usual().withSpeed(factor);
    }
}
