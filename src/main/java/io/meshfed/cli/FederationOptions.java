package io.meshfed.cli;

import io.meshfed.catalog.Param;
import io.meshfed.catalog.Workspace;
import io.meshfed.report.ShellWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which federation file, and which part of it. */
final class FederationOptions {

    /** What neither a mesh nor a peering can be called. */
    static final String ALL = "*";

    private static final Path USUAL = Path.of("federation.yaml");

    @Option(
            names = {"-f", "--federation"},
            paramLabel = "PATH",
            defaultValue = "federation.yaml",
            converter = PathConverter.class,
            description = "The federation file. Default: federation.yaml.")
    @Workspace(value = Workspace.Folder.FEDERATION, file = true)
    @Param("Name of the federation file")
    Path file = USUAL;

    @Option(
            names = "--mesh",
            paramLabel = "NAME",
            arity = "1..*",
            split = ",",
            hideParamSyntax = true,
            description =
                    "Work on these meshes only, or on the peerings that they are part of: NAME NAME, NAME,NAME or several times.")
    @Param(
            value =
                    "Work on these meshes only, or on the peerings that they are part of, separated by commas; * for all",
            all = ALL)
    List<String> meshes = new ArrayList<>();

    @Option(
            names = "--peering",
            paramLabel = "A,B",
            split = ";",
            hideParamSyntax = true,
            description = "Work on this peering only. May be given several times, or as 'A,B;C,D'.")
    @Param(value = "Work on these peerings only: A,B or A,B;C,D; * for all", all = ALL)
    List<String> peerings = new ArrayList<>();

    /** The file alone. */
    String typedFile() {
        return file.equals(USUAL) ? "" : " -f " + ShellWord.of(file.toString());
    }

    /** These options once more, for a command line that people paste. */
    String typed() {
        StringBuilder typed = new StringBuilder(typedFile());
        meshes.forEach(mesh -> typed.append(" --mesh ").append(ShellWord.of(mesh)));
        peerings.forEach(peering -> typed.append(" --peering ").append(ShellWord.of(peering)));
        return typed.toString();
    }
}
