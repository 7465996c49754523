package io.meshfed.steps;

import io.meshfed.cluster.Observation;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.MergedServices;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.traffic.Destination;
import io.meshfed.traffic.LocalService;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.Routing;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One service on its way from the pattern that stands to another. */
public final class PatternChange {

    private static final Set<TrafficPattern.Kind> AWAY =
            EnumSet.of(TrafficPattern.Kind.MIRROR, TrafficPattern.Kind.BALANCE);

    private final RouteScene scene;
    private final RouteShift shift;
    private final Optional<Set<String>> hosts;
    private final ProvedPeers proof;
    private Optional<Routing> routing = Optional.empty();

    /**
     * @param hosts exactly these from outside; empty for those that stand, or of the Routes
     */
    public PatternChange(RouteScene scene, Optional<Set<String>> hosts, Duration syncPeriod) {
        this.scene = scene;
        this.shift = new RouteShift(scene);
        this.hosts = hosts;
        this.proof = new ProvedPeers(scene.context(), syncPeriod);
    }

    /** The text of the pattern that stands; {@code unknown} when ours does not say it. */
    public String standing() {
        Optional<ClusterObject> ours = scene.ours();
        ObjectRef rule = scene.destinationRule();
        Stream.of(ours, scene.look(rule).of(rule))
                .flatMap(Optional::stream)
                .forEach(scene.session()::requireOurs);
        return ours.isEmpty()
                ? TrafficPattern.NONE.toString()
                : ours.flatMap(Routing::patternOf).map(TrafficPattern::toString).orElse("unknown");
    }

    /** Hosts from outside that ours has; none when it does not stand. */
    SortedSet<String> standingHosts() {
        return scene.ours().map(scene::outsideHosts).orElseGet(TreeSet::new);
    }

    /**
     * @return the pattern with its peer
     */
    public TrafficPattern to(PatternWish wish) {
        requireWayHome();
        switch (wish.kind()) {
            case NONE -> none();
            case STANDARD -> standard();
            case MIRROR, BALANCE -> {
                return split(closed(wish));
            }
            case FAILOVER -> {
                return failover(closed(wish));
            }
        }
        return wish.pattern();
    }

    /** What a peer that the file does not know has merged could not be taken apart again. */
    private void requireWayHome() {
        Optional<TrafficPattern> stands =
                scene.ours()
                        .flatMap(Routing::patternOf)
                        .filter(pattern -> pattern.kind() == TrafficPattern.Kind.FAILOVER);
        stands.filter(
                        pattern ->
                                scene.directions().stream()
                                        .map(direction -> direction.remote().name())
                                        .noneMatch(pattern.peer()::equals))
                .ifPresent(
                        pattern -> {
                            throw new FederationException(
                                    ErrorClass.PRECOND,
                                    "%s fails over to mesh '%s', which is no peer of '%s' in the federation file"
                                            .formatted(
                                                    scene.name(),
                                                    SafeText.of(pattern.peer()),
                                                    scene.mesh().name()),
                                    "End the failover with a file that has the peering.");
                        });
    }

    /** A wish that leaves its peer open means the only one. */
    private PatternWish closed(PatternWish wish) {
        if (!wish.open()) {
            return wish;
        }
        Map<String, ClusterObject> sets = scene.importSets().all();
        List<String> peers = Offer.peersOffering(scene.directions(), scene.name(), sets);
        if (peers.size() == 1) {
            return wish.withPeer(peers.get(0));
        }
        throw new FederationException(
                peers.isEmpty() ? ErrorClass.PRECOND : ErrorClass.INPUT,
                peers.isEmpty()
                        ? "mesh '%s' imports no service called '%s' from any peer"
                                .formatted(scene.mesh().name(), scene.name().name())
                        : "several peers offer %s: %s"
                                .formatted(scene.name(), String.join(", ", peers)),
                peers.isEmpty()
                        ? "Export it there: add it to the exports of a peering in the federation file, then meshfed federate."
                        : "Say which one: --to MESH.");
    }

    private void none() {
        scene.sure().delete(scene.virtualService());
        shift.unmerge(scene.directions());
        scene.sure().delete(scene.destinationRule());
    }

    private void standard() {
        Routing desired = routing();
        shift.apply(desired.virtualService(TrafficPattern.STANDARD, new TreeMap<>()));
        shift.unmerge(scene.directions());
        scene.sure().delete(scene.destinationRule());
    }

    private TrafficPattern split(PatternWish wish) {
        List<Direction> directions = wish.directions(scene.context().whole(), scene.mesh());
        Map<Mesh, FederationLook> looks = proof.require(directions);
        SortedMap<String, Destination> imported = new TreeMap<>();
        for (Direction direction : directions) {
            Offer offer = Offer.of(scene.context(), direction, scene.name(), looks);
            offer.requireApart();
            imported.put(direction.remote().name(), offer.destination());
        }
        Routing desired = routing();
        TrafficPattern pattern = wish.pattern();
        if (merged()) {
            leadHome(desired);
            shift.unmerge(scene.directions());
            proveAgain(directions);
        }
        shift.apply(desired.virtualService(pattern, imported));
        scene.sure().delete(scene.destinationRule());
        return pattern;
    }

    private TrafficPattern failover(PatternWish wish) {
        List<Direction> directions = wish.directions(scene.context().whole(), scene.mesh());
        Direction direction = directions.get(0);
        Map<Mesh, FederationLook> looks = proof.require(directions);
        Offer offer = Offer.of(scene.context(), direction, scene.name(), looks);
        Regions regions =
                Regions.of(
                        scene.context(), direction, wish.region(), scene.regionBeside(direction));
        Routing desired = routing();
        Routing.requireOnlyPolicy(
                desired.service(),
                scene.session().list(ResourceTypes.DESTINATION_RULE, scene.name().namespace(), ""));
        TrafficPattern pattern = wish.pattern();
        leadHome(desired);
        List<Direction> others = new ArrayList<>(scene.directions());
        others.remove(direction);
        shift.unmerge(others);
        // Before the import is merged: without a rule, requests spread over both meshes.
        shift.apply(desired.destinationRule(pattern, regions.from(), regions.to()));
        if (merge(direction, offer, regions)) {
            proveAgain(directions);
        }
        shift.apply(desired.virtualService(pattern, new TreeMap<>()));
        return pattern;
    }

    /** Whether istiod has something to take in. */
    private boolean merge(Direction direction, Offer offer, Regions regions) {
        String region = regions.said() ? "" : regions.to();
        boolean byFile = offer.destination().host().equals(LocalService.host(scene.name()));
        if (byFile && regions.said()) {
            return false;
        }
        return shift.merge(direction, offer.exported(), region).kind().isWrite();
    }

    private void proveAgain(List<Direction> directions) {
        if (!scene.context().settings().dryRun()) {
            proof.require(directions);
        }
    }

    private boolean merged() {
        Observation sets = scene.importSets();
        return scene.directions().stream()
                .map(direction -> sets.of(FederationObjects.imports(direction)))
                .anyMatch(set -> !MergedServices.into(set, scene.name()).isEmpty());
    }

    /** Imported hosts are about to change their names; until then the local mesh answers alone. */
    private void leadHome(Routing desired) {
        boolean away = scene.ours().filter(PatternChange::leavesHome).isPresent();
        if (away && !scene.context().settings().dryRun()) {
            shift.apply(desired.virtualService(TrafficPattern.STANDARD, new TreeMap<>()));
        }
    }

    /** Also when it does not say where it leads. */
    private static boolean leavesHome(ClusterObject ours) {
        return Routing.patternOf(ours).filter(stands -> !AWAY.contains(stands.kind())).isEmpty();
    }

    private Routing routing() {
        if (routing.isEmpty()) {
            routing = Optional.of(scene.routing(scene.service(), hosts));
            if (!routing.get().fromOutside()) {
                scene.context()
                        .settings()
                        .progress()
                        .warning(
                                "no Route leads to %s: only requests from within mesh '%s' are routed; name a host with --host"
                                        .formatted(scene.name(), scene.mesh().name()));
            }
        }
        return routing.get();
    }

    /** What was done, for people and programs. */
    Map<String, Object> told(TrafficPattern pattern) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("mesh", scene.mesh().name());
        told.put("service", scene.name().toString());
        told.put("pattern", pattern.toString());
        told.put("hosts", routing.map(Routing::outsideHosts).orElse(List.of()));
        told.put("meshHost", LocalService.host(scene.name()));
        return told;
    }
}
