package io.meshfed.cli;

import picocli.CommandLine.Option;

/** The service of one mesh that a command is about. */
final class OneService {

    @Option(
            names = "--service",
            paramLabel = "[NAMESPACE/]NAME",
            required = true,
            converter = NameConverter.InNamespace.class,
            description =
                    "The Service in the mesh. The namespace may be left out when the federation file exports one of that name.")
    String service = "";
}
