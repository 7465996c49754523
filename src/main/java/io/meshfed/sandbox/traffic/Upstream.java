package io.meshfed.sandbox.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The endpoints that a proxy has for one host, port and subset. It sends to the nearest ones, and
 * to the next when too many of those are left out, as Envoy does.
 */
final class Upstream {

    private static final int WHOLE = 100;

    /** A rank counts as whole as long as five of seven of it are healthy. */
    private static final double OVERPROVISIONED = 1.4;

    private final List<List<Endpoint>> ranks;
    private final int size;
    private final Policy policy;
    private final State state;

    /** What outlives a change of the configuration. */
    record State(Spread turns, Spread shares, Health health) {}

    Upstream(List<Endpoint> endpoints, Place proxy, Policy policy, State state) {
        TreeMap<Integer, List<Endpoint>> ranked = new TreeMap<>();
        for (Endpoint endpoint : endpoints) {
            ranked.computeIfAbsent(policy.rank(proxy, endpoint.place()), r -> new ArrayList<>())
                    .add(endpoint);
        }
        this.ranks = List.copyOf(ranked.values());
        this.size = endpoints.size();
        this.policy = policy;
        this.state = state;
        state.health().retain(endpoints);
    }

    /** Empty when none is healthy. */
    Optional<Endpoint> pick() {
        if (state.health().allWell()) {
            return ranks.isEmpty() ? Optional.empty() : Optional.of(turn(ranks.get(0)));
        }
        List<List<Endpoint>> healthy =
                ranks.stream()
                        .map(rank -> rank.stream().filter(state.health()::healthy).toList())
                        .toList();
        return rank(healthy).map(this::turn);
    }

    private Optional<List<Endpoint>> rank(List<List<Endpoint>> healthy) {
        int[] shares = new int[healthy.size()];
        int given = 0;
        for (int i = 0; i < shares.length; i++) {
            double health = OVERPROVISIONED * healthy.get(i).size() / ranks.get(i).size();
            shares[i] = (int) Math.min(WHOLE - given, Math.min(1, health) * WHOLE);
            given += shares[i];
        }
        if (given == 0) {
            return Optional.empty();
        }
        int point = state.shares().next(given);
        int chosen = 0;
        while (point >= shares[chosen]) {
            point -= shares[chosen];
            chosen++;
        }
        return Optional.of(healthy.get(chosen));
    }

    private Endpoint turn(List<Endpoint> among) {
        return among.get(state.turns().next(among.size()));
    }

    /** What came of a request. */
    void report(Endpoint endpoint, int status) {
        policy.outliers()
                .ifPresent(limits -> state.health().report(endpoint, status, limits, size));
    }

    Stream<Endpoint> endpoints() {
        return ranks.stream().flatMap(List::stream);
    }
}
