package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.Permission;
import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.LockOptions;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.model.Nearest;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command about a set of objects, in clusters that have to be named. */
@Access(Permission.LOCK)
abstract class SetCommand extends WritingCommand {

    @Mixin SetSourceOptions set;

    private final Surroundings surroundings;

    SetCommand(Surroundings surroundings) {
        super(surroundings);
        this.surroundings = surroundings;
    }

    /** What follows the name of a mesh may be a PATH, so here each has its own {@code --mesh}. */
    static CommandLine commandLine(SetCommand command) {
        CommandLine line = new CommandLine(command);
        CommandSpec spec = line.getCommandSpec();
        OptionSpec mesh = spec.findOption("--mesh");
        spec.remove(mesh);
        spec.addOption(
                OptionSpec.builder(mesh)
                        .arity("1")
                        .description(
                                "The meshes that the set is of, in their clusters: NAME,NAME or several times; '*' for all.")
                        .build());
        return line;
    }

    Map<String, String> environment() {
        return surroundings.console().environment();
    }

    Cancellation cancellation() {
        return surroundings.interruption().cancellation();
    }

    @Override
    Narrowing narrowing() {
        return Narrowing.MESHES;
    }

    /** The set may bring the namespace in which the writers meet. */
    @Override
    Optional<LockOptions> lock() {
        return super.lock().map(LockOptions::whereverThereIsAHome);
    }

    /** Objects of any kind are not put into every cluster because a word was forgotten. */
    @Override
    Federation part(Federation whole) {
        // A pipeline's --mesh is never empty: its word for "not these alone" may stand beside
        // clusters.
        boolean meshes = !federation.meshes.isEmpty();
        boolean some = meshes && !federation.meshes.contains(FederationOptions.ALL);
        if (set.clusters.isEmpty() ? !meshes : some) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    set.clusters.isEmpty()
                            ? "neither --mesh nor --cluster says where"
                            : "--mesh and --cluster exclude each other",
                    "Name the mesh that the set is of, or the cluster; --mesh '*' means all.");
        }
        if (set.clusters.isEmpty()) {
            return super.part(whole);
        }
        List<String> names = whole.clusters().stream().map(ClusterRef::name).toList();
        for (String name : set.clusters) {
            if (!names.contains(name)) {
                throw new FederationException(
                        ErrorClass.INPUT,
                        "there is no cluster '%s' in the federation file"
                                .formatted(SafeText.of(name)),
                        Nearest.to(name, names)
                                .map("Did you mean '%s'?"::formatted)
                                .orElse("Clusters: %s.".formatted(String.join(", ", names))));
            }
        }
        return whole.without(
                mesh -> !set.clusters.contains(mesh.cluster().name()), peering -> false);
    }
}
