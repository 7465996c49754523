package io.meshfed.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which federation file, and which part of it. */
final class FederationOptions {

    @Option(
            names = {"-f", "--federation"},
            paramLabel = "PATH",
            defaultValue = "federation.yaml",
            description = "The federation file. Default: federation.yaml.")
    Path file;

    @Option(
            names = "--mesh",
            paramLabel = "NAME",
            arity = "1..*",
            description = "Work on these meshes only, or on the peerings that they are part of.")
    List<String> meshes = new ArrayList<>();

    @Option(
            names = "--peering",
            paramLabel = "A,B",
            description = "Work on this peering only. May be given several times.")
    List<String> peerings = new ArrayList<>();
}
