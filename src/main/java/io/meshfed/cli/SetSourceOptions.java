package io.meshfed.cli;

import io.meshfed.catalog.Param;
import io.meshfed.catalog.Workspace;
import io.meshfed.manifests.ManifestSource;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.sets.SetOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which objects, as what set, in which clusters. */
final class SetSourceOptions {

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            converter = PathConverter.class,
            description =
                    "YAML or JSON files, folders of them, kustomizations: together they are one set.")
    List<Path> paths = new ArrayList<>();

    @Option(
            names = "--manifests",
            paramLabel = "PATH",
            defaultValue = "",
            description = "One more PATH, for where paths are options.")
    @Workspace(value = Workspace.Folder.MANIFESTS, file = true)
    @Param("File or folder in the workspace that is the set; empty for all of the workspace")
    String manifests = "";

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            split = ",",
            hideParamSyntax = true,
            description =
                    "Work on these clusters of the federation file, whatever meshes live there. May be given several times.")
    @Param("Work on these clusters of the federation file, separated by commas")
    List<String> clusters = new ArrayList<>();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "",
            description =
                    "Namespace of objects that name none. Default: that of the mesh, if --mesh names one of its cluster; else such an object is INPUT.")
    String namespace = "";

    @Option(
            names = "--applyset",
            paramLabel = "NAME",
            defaultValue = "",
            description =
                    "The Secret that is the inventory of the set, or configmap/NAME. Default: a name made of the federation, the mesh and the PATHs, which needs a federation.yaml above each PATH, or --root.")
    String inventory = "";

    @Option(
            names = "--applyset-namespace",
            paramLabel = "NAME",
            defaultValue = "default",
            description =
                    "Where the inventory lies: no namespace of the set itself. Default: default.")
    String inventoryNamespace = "default";

    @Option(
            names = "--root",
            paramLabel = "PATH",
            defaultValue = "",
            description =
                    "The folder that nothing may lie outside of. Default: the nearest folder above each PATH with a federation.yaml, else the PATH itself.")
    String root = "";

    @Option(
            names = "--no-wait",
            description =
                    "Do not wait for objects to be ready, or to be gone. What others need is waited for all the same.")
    boolean noWait;

    @Option(
            names = "--with-contents",
            description =
                    "Namespaces that are deleted may go with whatever others put into them. Default: then nothing is written.")
    boolean withContents;

    ManifestSource source(Map<String, String> environment) {
        List<Path> all = new ArrayList<>(paths);
        if (!manifests.isEmpty()) {
            all.add(Path.of(manifests));
        }
        if (all.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "no PATH was given",
                    "Name the files or folders that are the set.");
        }
        return new ManifestSource(all, root, environment.getOrDefault("PATH", ""));
    }

    SetOptions options(boolean prune) {
        return new SetOptions(
                inventory,
                inventoryNamespace,
                namespace,
                clusters.isEmpty() ? SetOptions.Whose.MESH : SetOptions.Whose.CLUSTER,
                new SetOptions.After(prune, !noWait, SetOptions.Contents.of(withContents)));
    }
}
