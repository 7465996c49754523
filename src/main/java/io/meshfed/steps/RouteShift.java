package io.meshfed.steps;

import io.meshfed.cluster.Applied;
import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.Waiting;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ImportStatus;
import io.meshfed.resource.ImportedServiceSets;
import io.meshfed.resource.MergedServices;
import io.meshfed.resource.ServiceRules;
import io.meshfed.steps.verify.Commands;
import io.meshfed.traffic.LocalService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The writes that take a service from one pattern to another. Their order is the caller's: what
 * requests are sent to comes first, what sends them there after it, and the other way round on the
 * way out.
 */
final class RouteShift {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final RouteScene scene;

    RouteShift(RouteScene scene) {
        this.scene = scene;
    }

    private StepContext context() {
        return scene.context();
    }

    /** Applied onto what stands now: an earlier write of this run may have made it. */
    Change apply(Manifest desired) {
        return context().apply(scene.mesh(), desired, scene.look(desired.ref()));
    }

    /**
     * Every peer's services that are merged into the local one are imported as the file says again;
     * over when no istiod says otherwise. A run before this one may have come as far as the edit.
     */
    void unmerge(List<Direction> from) {
        Observation sets = scene.importSets();
        List<Direction> merged = new ArrayList<>();
        for (Direction direction : from) {
            Optional<ClusterObject> set = sets.of(FederationObjects.imports(direction));
            boolean wanted = !MergedServices.into(set, scene.name()).isEmpty();
            if (wanted) {
                unmerge(direction, set);
            }
            if (wanted || stillMerged(set, direction).isPresent()) {
                merged.add(direction);
            }
        }
        if (!context().settings().dryRun()) {
            merged.forEach(this::awaitUnmerged);
        }
    }

    /**
     * Offered by the peer under that name, it becomes endpoints of the local one. What the set says
     * of others has been proved to be what the file says.
     */
    Change merge(Direction direction, ServiceName offered, String region) {
        Optional<ClusterObject> set =
                scene.importSet(direction).of(FederationObjects.imports(direction));
        MergedServices now = MergedServices.of(set, direction);
        return apply(desired(direction, now.with(offered, scene.name(), region)));
    }

    /**
     * What the set says of others stays: on its way home a service needs no proof, so the file may
     * be older than the one that they came by, or newer. An edit, never a new object: istiod
     * overlooks a set that is made anew beside its peer.
     */
    private void unmerge(Direction direction, Optional<ClusterObject> set) {
        Manifest ofFile =
                desired(direction, MergedServices.of(set, direction).without(scene.name()));
        ServiceRules own = new ServiceRules(new TreeSet<>(MergedServices.into(set, scene.name())));
        Optional<Manifest> there = set.flatMap(Applied::of);
        Manifest wanted = there.map(now -> own.on(now, ofFile)).orElse(ofFile);
        try {
            apply(wanted);
        } catch (FederationException refused) {
            if (there.isEmpty() || !leavesNull(refused)) {
                throw refused;
            }
            apply(ServiceRules.placedAs(there.get(), wanted));
        }
    }

    private Manifest desired(Direction direction, MergedServices merged) {
        return ImportedServiceSets.desired(context().whole().name(), direction, merged);
    }

    /**
     * API servers of Kubernetes 1.20 make null of an object whose last field is given up, and then
     * refuse it. A region that stays does no harm to services that are imported apart.
     */
    private static boolean leavesNull(FederationException refused) {
        return refused.errorClass() == ErrorClass.PRECOND
                && refused.getMessage().contains("spec.locality: Invalid value: \"null\"");
    }

    private void awaitUnmerged(Direction direction) {
        ObjectRef ref = FederationObjects.imports(direction);
        new Waiting(
                        "%s to import %s apart from the local one"
                                .formatted(direction.local().name(), scene.name()),
                        "istiod of mesh '%s' does not take the set in. Restart it, then run the same command again: %s"
                                .formatted(
                                        direction.local().name(),
                                        Commands.restartIstiod(direction.local())),
                        LOOK_EVERY)
                .until(
                        context().settings(),
                        () -> scene.importSet(direction).of(ref),
                        set -> stillMerged(set, direction));
    }

    private Optional<String> stillMerged(Optional<ClusterObject> set, Direction direction) {
        String host = LocalService.host(scene.name());
        boolean merged =
                set.stream()
                        .flatMap(found -> ImportStatus.of(found).stream())
                        .flatMap(status -> status.imported().stream())
                        .anyMatch(entry -> entry.hostname().equals(host));
        boolean meant =
                direction.imports().stream()
                        .anyMatch(rule -> rule.asLocal() && rule.importedAs().equals(scene.name()));
        return merged && !meant
                ? Optional.of("%s is still merged into it".formatted(direction.remote().name()))
                : Optional.empty();
    }
}
