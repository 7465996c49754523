package io.meshfed.crash;

import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.crash.Plan.Part;
import io.meshfed.crash.Plan.Place;
import io.meshfed.model.Direction;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.sandbox.api.DirectApi.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds every write, at the moment at which it is stored, against what may never be; and every run,
 * when it is over, against what it promised. It remembers what was wrong, with the letter of the
 * invariant.
 */
final class Oracle implements Line.Witness {

    /** A run may need this long to come to its end after its time was over. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(10);

    private static final String UNLOCKED = "S11: written without the lock";

    private final World world;
    private final TrustRule trust = new TrustRule();
    private final List<RouteRule> routes;
    private final PromotionRule promotions;
    private final DrillRule drills;
    private final Set<String> wrong = new LinkedHashSet<>();
    private JudgedRun run = new JudgedRun(Command.FEDERATE, "", false);
    private long writes;

    Oracle(World world) {
        this.world = world;
        this.routes =
                List.of(
                        new RouteRule(world, Visited.STAGING),
                        new RouteRule(world, Promoted.PRODUCTION));
        this.promotions = new PromotionRule(world);
        this.drills = new DrillRule(world);
    }

    /** From the moment on at which the meshes stand. */
    void begin() {
        World.FEDERATION
                .clusters()
                .forEach(cluster -> trust.follow(cluster.name(), world.api(cluster.name())));
    }

    /** Of one run. */
    void runBegins(Command next, String name) {
        run = new JudgedRun(next, name, lonePeer());
        if (next.promotes()) {
            promotions.runBegins();
        }
    }

    JudgedRun run() {
        return run;
    }

    /** Of a run that stood still while another one ran. */
    void goOn(JudgedRun other) {
        run = other;
    }

    /** In the order in which it happened. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** How many writes it has looked at. */
    long writes() {
        return writes;
    }

    @Override
    public void saw(Sent request, List<Stored> changes) {
        if (request.path().contains("/clusterversions/version")) {
            run.identified().add(request.cluster());
        }
        for (Stored change : changes) {
            writes++;
            run.stored().add(request.cluster() + " " + change.key());
            for (String problem : problems(request, change)) {
                wrong.add(
                        "%s, by %s %s in %s"
                                .formatted(
                                        problem,
                                        request.method(),
                                        request.path().split("\\?")[0],
                                        request.cluster()));
            }
        }
    }

    private List<String> problems(Sent request, Stored change) {
        List<String> problems = new ArrayList<>();
        if (!identified(request.cluster())) {
            problems.add("S6: written before it was known which clusters these are");
        }
        if (Plan.lock(change)) {
            problems.addAll(Conditions.ofLock(request, change));
            return problems;
        }
        if (SetPlan.covers(change)) {
            if (!locked(request.cluster())) {
                problems.add(UNLOCKED);
            }
            problems.addAll(Conditions.of(request, change));
            problems.addAll(OwnershipRule.problems(change));
            problems.addAll(SetPlan.problems(change, world.api(request.cluster())));
            return problems;
        }
        if (PromotionRule.memory(request.cluster(), change)) {
            problems.addAll(promotions.ofMemory(request, change));
            return problems;
        }
        Optional<Place> place = Plan.of(request.cluster(), change);
        if (run.command().promotes()) {
            problems.addAll(promotions.ofWork(place, change));
        }
        if (PromotionRule.member(request.cluster(), change)) {
            problems.addAll(general(request, change));
            return problems;
        }
        if (routes.stream().anyMatch(rule -> rule.covers(request.cluster(), change))) {
            problems.addAll(general(request, change));
            routes.stream()
                    .filter(rule -> rule.covers(request.cluster(), change))
                    .forEach(rule -> problems.addAll(rule.problems(change)));
            if (run.command().drills()) {
                problems.addAll(drills.ofRoute(change));
            }
            return problems;
        }
        if (DrillRule.memory(request.cluster(), change)) {
            problems.addAll(general(request, change));
            problems.addAll(drills.ofMemory(change));
            return problems;
        }
        if (DrillRule.workload(request.cluster(), change)) {
            problems.addAll(locked(request.cluster()) ? List.of() : List.of(UNLOCKED));
            problems.addAll(drills.ofWorkload(request, change, run.command().drills()));
            return problems;
        }
        if (place.isEmpty()) {
            problems.add("S5: %s is not ours".formatted(change.key()));
            return problems;
        }
        problems.addAll(general(request, change));
        problems.addAll(content(place.get(), change));
        problems.addAll(order(place.get(), change));
        routes.forEach(rule -> problems.addAll(rule.ofSets(place.get(), change)));
        return problems;
    }

    /** Sets and workloads are of one cluster; meshes are joined when both are known. */
    private boolean identified(String cluster) {
        return run.command().ofEachCluster()
                ? run.identified().contains(cluster)
                : run.identified().size() == World.FEDERATION.clusters().size();
    }

    private List<String> general(Sent request, Stored change) {
        List<String> problems = new ArrayList<>();
        if (!locked(request.cluster())) {
            problems.add(UNLOCKED);
        }
        problems.addAll(Conditions.of(request, change));
        problems.addAll(OwnershipRule.problems(change));
        return problems;
    }

    private boolean locked(String cluster) {
        return world.api(cluster).latest().values().stream()
                .filter(Plan::lock)
                .anyMatch(
                        lease ->
                                Trees.text(lease.after(), "spec", "holderIdentity")
                                        .filter(run.holder()::equals)
                                        .isPresent());
    }

    private List<String> content(Place place, Stored change) {
        if (change.after().isEmpty()) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        if (!Versions.known(place, change.after())) {
            problems.add("S13: a torn %s: %s".formatted(change.key(), change.after().get("spec")));
        }
        if (place.part() == Part.ROOTS) {
            problems.addAll(trust.problems(place.direction(), change.after(), world.clock().now()));
        }
        return problems;
    }

    /** Roots, sets, then both peers; drained, both peers, then the rest. */
    private List<String> order(Place place, Stored change) {
        boolean peer = place.part() == Part.PEER;
        if (peer && change.before().isEmpty()) {
            List<String> missing = new ArrayList<>();
            for (Place other : Plan.all()) {
                if (other.part() != Part.PEER && !present(other)) {
                    missing.add("S1: a peer before %s".formatted(other.ref()));
                }
            }
            return missing;
        }
        if (!change.after().isEmpty()) {
            return List.of();
        }
        if (peer) {
            return exporting(place.direction())
                    ? List.of("S1: a peer deleted that still exports")
                    : List.of();
        }
        return peers().isEmpty()
                ? List.of()
                : List.of("S1: %s deleted beside a peer".formatted(change.key()));
    }

    private boolean exporting(Direction direction) {
        Optional<Map<String, Object>> set = find(new Place(Part.EXPORTS, direction));
        return set.filter(
                        found ->
                                !Trees.objects(found, "spec", "exportRules").isEmpty()
                                        || !Trees.objects(found, "status", "exportedServices")
                                                .isEmpty())
                .isPresent();
    }

    private Optional<Map<String, Object>> find(Place place) {
        return Optional.ofNullable(world.api(place.cluster()).latest().get(place.key()))
                .map(Stored::after);
    }

    private boolean present(Place place) {
        return find(place).isPresent();
    }

    private List<Place> peers() {
        List<Place> peers = new ArrayList<>();
        Plan.all()
                .forEach(
                        place -> {
                            if (place.part() == Part.PEER && present(place)) {
                                peers.add(place);
                            }
                        });
        return peers;
    }

    private boolean lonePeer() {
        return peers().size() == 1;
    }

    /** What a run that came to its end has promised. */
    void ended(Command done, Ran ran) {
        if (ran.verdict().isEmpty()) {
            return;
        }
        ErrorClass verdict = ran.verdict().get();
        if (verdict == ErrorClass.BUG) {
            wrong.add("BUG: %s".formatted(ran.bug()));
        }
        if (verdict == ErrorClass.INPUT && !run.stored().isEmpty()) {
            wrong.add(
                    "INPUT, which promises that nothing was written, after %s"
                            .formatted(run.stored()));
        }
        if (lonePeer() && !run.loneBefore() && verdict != ErrorClass.PARTIAL) {
            wrong.add("S1: %s left one peer alone and said %s".formatted(done, verdict));
        }
        if (verdict == ErrorClass.OK) {
            wrong.addAll(promotions.ended(done));
        }
        if (verdict == ErrorClass.OK
                && done.peersAfter().filter(n -> n != peers().size()).isPresent()) {
            wrong.add("OK of %s, and there are %d peers".formatted(done, peers().size()));
        }
        if (ran.took().compareTo(Command.TIMEOUT.plus(LAST_LOOK)) > 0) {
            wrong.add("L3: it took " + ran.took());
        }
    }
}
