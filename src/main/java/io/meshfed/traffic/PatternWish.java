package io.meshfed.traffic;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.Nearest;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pattern as somebody asks for it: the peer may be left open.
 *
 * @param weights of a balance, by mesh
 * @param peer of a mirror or a failover; empty for the only one that offers the service
 * @param percent of the requests that a mirror copies
 * @param region where the local mesh is, of a failover; empty for what its nodes say
 */
public record PatternWish(
        TrafficPattern.Kind kind,
        SortedMap<String, Integer> weights,
        String peer,
        int percent,
        String region) {

    public PatternWish {
        requireNonNull(kind);
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
        requireNonNull(peer);
        requireNonNull(region);
    }

    public static PatternWish of(TrafficPattern pattern) {
        return switch (pattern.kind()) {
            case STANDARD, NONE -> new PatternWish(pattern.kind(), new TreeMap<>(), "", 100, "");
            case BALANCE -> new PatternWish(pattern.kind(), pattern.shares(), "", 100, "");
            case MIRROR, FAILOVER ->
                    new PatternWish(
                            pattern.kind(),
                            new TreeMap<>(),
                            pattern.peer(),
                            pattern.shares().get(pattern.peer()),
                            pattern.region());
        };
    }

    /** All of it that cannot be, in that federation; empty when it can. */
    public List<String> problems(Federation federation, Mesh local) {
        List<String> problems = new ArrayList<>();
        if (kind == TrafficPattern.Kind.BALANCE) {
            weights.keySet().forEach(mesh -> requireReached(federation, local, mesh, problems));
            int sum = TrafficPattern.sum(weights);
            if (sum != 100) {
                problems.add("the weights add up to %d, and must to 100".formatted(sum));
            }
            weights.forEach(
                    (mesh, weight) -> {
                        if (weight < 0 || weight > 100) {
                            problems.add(
                                    "the weight of '%s' is %d, and must be 0 to 100"
                                            .formatted(SafeText.of(mesh), weight));
                        }
                    });
        } else if (!peer.isEmpty()) {
            requireReached(federation, local, peer, problems);
            if (peer.equals(local.name())) {
                problems.add("'%s' is the local mesh, and no peer".formatted(SafeText.of(peer)));
            }
        }
        return problems;
    }

    private static void requireReached(
            Federation federation, Mesh local, String mesh, List<String> problems) {
        List<String> known = new ArrayList<>(List.of(local.name()));
        federation.directionsFrom(local).forEach(each -> known.add(each.remote().name()));
        if (!known.contains(mesh)) {
            problems.add(
                    "'%s' is no peer of '%s'; %s"
                            .formatted(
                                    SafeText.of(mesh),
                                    local.name(),
                                    Nearest.to(mesh, known)
                                            .map("did you mean '%s'?"::formatted)
                                            .orElse("known: " + String.join(", ", known))));
        }
    }

    /** Whether the peer is still to be found. */
    public boolean open() {
        boolean single = kind == TrafficPattern.Kind.MIRROR || kind == TrafficPattern.Kind.FAILOVER;
        return single && peer.isEmpty();
    }

    /** The directions that requests may take; all of the mesh while the peer is open. */
    public List<Direction> directions(Federation federation, Mesh local) {
        if (!kind.needsPeers()) {
            return List.of();
        }
        return federation.directionsFrom(local).stream()
                .filter(each -> open() || leadsTo(each.remote().name()))
                .toList();
    }

    private boolean leadsTo(String mesh) {
        return kind == TrafficPattern.Kind.BALANCE
                ? Optional.ofNullable(weights.get(mesh)).filter(weight -> weight > 0).isPresent()
                : mesh.equals(peer);
    }

    public PatternWish withPeer(String found) {
        return new PatternWish(kind, weights, found, percent, region);
    }

    /** Of a wish whose peer is not open. */
    public TrafficPattern pattern() {
        return switch (kind) {
            case STANDARD -> TrafficPattern.STANDARD;
            case NONE -> TrafficPattern.NONE;
            case BALANCE -> TrafficPattern.balance(weights);
            case MIRROR -> TrafficPattern.mirror(peer, percent);
            case FAILOVER -> TrafficPattern.failover(peer, region);
        };
    }
}
