package io.meshfed.crash;

import io.meshfed.crash.Plan.Place;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.LastChange;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.api.DirectApi.Stored;
import io.meshfed.traffic.LocalService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * S1: nothing is routed to a peer that is not connected and in step both ways, and what requests
 * are sent to stands before they are, and after.
 */
final class RouteRule {

    private static final String IMPORTS = "-imports.local";

    private final World world;
    private final Visited visited;
    private final Direction there;

    RouteRule(World world, Visited visited) {
        this.world = world;
        this.visited = visited;
        this.there = visited.there();
    }

    boolean covers(String cluster, Stored change) {
        return visited.routing(cluster, change);
    }

    /** Of a write to our VirtualService or DestinationRule. */
    List<String> problems(Stored change) {
        boolean rule = change.type().plural().equals(ResourceTypes.DESTINATION_RULE.plural());
        if (change.after().isEmpty()) {
            return rule && merged() ? List.of("S1: no rule for what is still merged") : List.of();
        }
        if (rule) {
            return unproved(hostnames().isEmpty());
        }
        String text = String.valueOf(change.after().get("spec"));
        boolean away = text.contains(IMPORTS);
        boolean failover = pattern(change.after()).startsWith("failover");
        if (!away && !failover) {
            return List.of();
        }
        String wanted = away ? visited.imported() : LocalService.host(visited.service());
        List<String> problems = unproved(!hostnames().contains(wanted));
        if (failover && !stands(LocalService.destinationRule(visited.service()))) {
            problems.add("S1: a failover without its rule");
        }
        return problems;
    }

    /** Of a write to an import set: what it takes away, nothing may be sent to any more. */
    List<String> ofSets(Place place, Stored change) {
        if (!visited.imports(place) || change.after().isEmpty()) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        boolean before = asLocal(change.before());
        boolean after = asLocal(change.after());
        if (after && !before && routed().contains(IMPORTS)) {
            problems.add("S1: merged while requests are sent to the imported host");
        }
        if (after != before && !stands(LocalService.destinationRule(visited.service()))) {
            problems.add("S1: merged or taken apart without a rule that keeps requests local");
        }
        return problems;
    }

    private List<String> unproved(boolean unlisted) {
        List<String> problems = new ArrayList<>();
        for (Direction direction : List.of(there, there.reversed())) {
            if (!connected(direction)) {
                problems.add("S1: a route, and %s is not connected".formatted(direction));
            }
            if (!synced(direction)) {
                problems.add("S1: a route, and %s is not in step".formatted(direction));
            }
        }
        if (unlisted) {
            problems.add("S1: a route, and the import status does not list it");
        }
        return problems;
    }

    private boolean connected(Direction direction) {
        return pods(direction).stream()
                .anyMatch(
                        pod ->
                                Trees.flag(pod, "watch", "connected")
                                        && Trees.objects(pod, "remotes").stream()
                                                .anyMatch(r -> Trees.flag(r, "connected")));
    }

    /** Since anybody last changed peer, roots or sets. */
    private boolean synced(Direction direction) {
        Optional<Instant> sync =
                pods(direction).stream()
                        .flatMap(pod -> Trees.text(pod, "watch", "lastFullSync").stream())
                        .map(Instant::parse)
                        .max(Instant::compareTo);
        return sync.isPresent()
                && List.of(
                                changed(direction, FederationObjects.peer(direction)),
                                changed(direction, FederationObjects.injectedRoots(direction)),
                                changed(direction, FederationObjects.imports(direction)),
                                changed(
                                        direction.reversed(),
                                        FederationObjects.exports(direction.reversed())))
                        .stream()
                        .flatMap(Optional::stream)
                        .noneMatch(change -> sync.get().isBefore(change));
    }

    private Optional<Instant> changed(Direction direction, ObjectRef ref) {
        return find(direction, ref).flatMap(LastChange::of);
    }

    private List<Map<String, Object>> pods(Direction direction) {
        return find(direction, FederationObjects.peer(direction))
                .map(peer -> peer.objects("status", "discoveryStatus", "active"))
                .orElse(List.of());
    }

    private List<String> hostnames() {
        return find(there, FederationObjects.imports(there)).stream()
                .flatMap(set -> set.objects("status", "importedServices").stream())
                .flatMap(entry -> Trees.text(entry, "localService", "hostname").stream())
                .filter(hostname -> !hostname.isEmpty())
                .toList();
    }

    private boolean merged() {
        boolean said = hostnames().contains(LocalService.host(visited.service()));
        boolean wanted =
                find(there, FederationObjects.imports(there))
                        .filter(set -> asLocal(set.tree()))
                        .isPresent();
        return said || wanted;
    }

    private static boolean asLocal(Map<String, Object> set) {
        return Trees.objects(set, "spec", "importRules").stream()
                .anyMatch(rule -> Trees.flag(rule, "importAsLocal"));
    }

    private static String pattern(Map<String, Object> object) {
        return Trees.text(object, "metadata", "annotations", "meshfed.io/pattern").orElse("");
    }

    private String routed() {
        return find(there, LocalService.virtualService(visited.service()))
                .map(service -> String.valueOf(service.tree().get("spec")))
                .orElse("");
    }

    private boolean stands(ObjectRef ref) {
        return find(there, ref).isPresent();
    }

    private Optional<ClusterObject> find(Direction direction, ObjectRef ref) {
        return Optional.ofNullable(
                        world.api(direction.local().cluster().name()).latest().get(Plan.key(ref)))
                .map(Stored::after)
                .filter(object -> !object.isEmpty())
                .map(object -> new ClusterObject(ref, object));
    }
}
