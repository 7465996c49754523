package io.meshfed.crash;

import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.crash.Plan.Part;
import io.meshfed.crash.Plan.Place;
import io.meshfed.model.Trees;
import io.meshfed.promotion.Evidence;
import io.meshfed.promotion.Finding;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.PromotionState;
import io.meshfed.promotion.UnreadableStateException;
import io.meshfed.sandbox.api.DirectApi.Stored;
import io.meshfed.steps.promotion.Patterns;
import io.meshfed.traffic.LocalService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * S2, S8, S9 and S11 of a promotion: what is written is what the record says is being done, by the
 * run that has it in hand, after the way back was stored, and after the gates said yes.
 */
final class PromotionRule {

    private static final Duration OLDEST = Duration.ofMinutes(30);

    /** Who writes in which phase. */
    private static final Map<Phase, Set<Kind>> WRITES = new EnumMap<>(Phase.class);

    static {
        WRITES.put(Phase.EXPORTING, EnumSet.of(Kind.SETS));
        WRITES.put(Phase.ROUTING, EnumSet.of(Kind.ROUTE));
        WRITES.put(Phase.LOWERING, EnumSet.of(Kind.ROUTE));
        WRITES.put(Phase.INSTALLING, EnumSet.of(Kind.MEMBER));
        WRITES.put(Phase.HOMING, EnumSet.of(Kind.ROUTE));
        WRITES.put(Phase.SERVING, EnumSet.of(Kind.ROUTE));
        WRITES.put(Phase.ROUTES_OFF, EnumSet.of(Kind.ROUTE));
        WRITES.put(Phase.UNINSTALLING, EnumSet.of(Kind.MEMBER));
        WRITES.put(Phase.UNEXPORTING, EnumSet.of(Kind.SETS));
        WRITES.put(Phase.REROUTING, EnumSet.of(Kind.ROUTE, Kind.SETS));
    }

    /** What is written. */
    private enum Kind {
        SETS,
        ROUTE,
        MEMBER
    }

    private final World world;
    private final SnapshotRule snapshots;

    PromotionRule(World world) {
        this.world = world;
        this.snapshots = new SnapshotRule(world);
    }

    /** Of a command that promotes. */
    void runBegins() {
        if (!record().open()) {
            snapshots.begin();
        }
    }

    /** Whether it is what a promotion remembers itself by. */
    static boolean memory(String cluster, Stored change) {
        return cluster.equals(Promoted.CLUSTER)
                && (change.key().equals(Plan.key(Promoted.RECORD))
                        || change.key().equals(Plan.key(Promoted.LOCK))
                        || change.name().startsWith(Promoted.SNAPSHOTS));
    }

    static boolean member(String cluster, Stored change) {
        return cluster.equals(Promoted.CLUSTER)
                && Promoted.INSTALLED.stream().anyMatch(ref -> change.key().equals(Plan.key(ref)));
    }

    List<String> ofMemory(Sent request, Stored change) {
        List<String> problems = new ArrayList<>(Conditions.ofLock(request, change));
        problems.addAll(OwnershipRule.problems(change));
        if (change.key().equals(Plan.key(Promoted.LOCK))) {
            problems.addAll(new LeaseRule(world).problems(change));
            return problems;
        }
        if (!holding()) {
            problems.add("S11: the memory of a promotion is written without its lock");
        }
        if (change.key().equals(Plan.key(Promoted.RECORD))) {
            problems.addAll(ofRecord(change));
        } else {
            problems.addAll(snapshots.problems(change, record().state()));
        }
        return problems;
    }

    private List<String> ofRecord(Stored change) {
        if (change.after().isEmpty()) {
            return List.of("S9: the record of a promotion is deleted");
        }
        try {
            PromotionRecord after = read(change.after());
            PromotionRecord before =
                    change.before().isEmpty() ? PromotionRecord.none() : read(change.before());
            return new OrderRule(before, after).problems();
        } catch (UnreadableStateException torn) {
            return List.of("S13: a torn record: " + torn.getMessage());
        }
    }

    private static PromotionRecord read(Map<String, Object> object) {
        return PromotionRecord.read(Trees.object(object.get("data")));
    }

    /** Of what a promotion does to clusters. */
    List<String> ofWork(Optional<Place> place, Stored change) {
        List<String> problems = new ArrayList<>();
        PromotionState state = record().state();
        Kind kind =
                place.isPresent()
                        ? Kind.SETS
                        : member(Promoted.CLUSTER, change) ? Kind.MEMBER : Kind.ROUTE;
        if (place.isPresent() && exportsOfProduction(place.get())) {
            problems.add("S2: what production exports is written");
        }
        if (!WRITES.getOrDefault(state.phase(), Set.of()).contains(kind)) {
            problems.add("S9: %s is written in phase %s".formatted(change.key(), state.phase()));
        }
        if (!state.custody().holder().equals(world.run()) || !holding() || !ofThisTaking(state)) {
            problems.add("S11: written by a run that does not have the promotion in hand");
        }
        problems.addAll(snapshots.wayBack(state));
        if (state.phase() == Phase.EXPORTING && !passed("release")) {
            problems.add("S2: offered to production, and no gate let the release pass");
        }
        if (kind == Kind.ROUTE && leads(change) && !expected(state).equals(pattern(change))) {
            problems.add(
                    "S9: %s leads to %s in step %d of phase %s"
                            .formatted(
                                    change.key(),
                                    pattern(change),
                                    state.position().step(),
                                    state.phase()));
        }
        return problems;
    }

    private static boolean exportsOfProduction(Place place) {
        return place.part() == Part.EXPORTS && place.cluster().equals(Promoted.CLUSTER);
    }

    private static boolean leads(Stored change) {
        return String.valueOf(change.after().get("spec")).contains(Promoted.PRODUCTION.imported())
                && change.type().plural().equals("virtualservices");
    }

    private String expected(PromotionState state) {
        var promotion = Promoted.promotion(world, state.attempt().course().finish());
        return switch (state.phase()) {
            case ROUTING, LOWERING ->
                    Patterns.ofStep(promotion, state.position().step()).toString();
            case SERVING -> Patterns.full(promotion).toString();
            default -> "nothing of the peer";
        };
    }

    private boolean passed(String step) {
        PromotionRecord record = record();
        return record.evidence().stream()
                .filter(each -> each.step().equals(step))
                .reduce((older, newer) -> newer)
                .filter(each -> each.verdict() == Finding.PASS)
                .filter(each -> fits(each, record.state()))
                .filter(each -> !each.at().plus(OLDEST).isBefore(world.clock().now()))
                .isPresent();
    }

    static boolean fits(Evidence evidence, PromotionState state) {
        return evidence.release().equals(state.attempt().release())
                && evidence.plan().equals(state.attempt().plan());
    }

    private boolean holding() {
        return lease().flatMap(lease -> Trees.text(lease, "spec", "holderIdentity"))
                .filter(world.holder()::equals)
                .isPresent();
    }

    private boolean ofThisTaking(PromotionState state) {
        return lease().filter(lease -> LeaseRule.term(lease) == state.custody().term()).isPresent();
    }

    private Optional<Map<String, Object>> lease() {
        return find(world, Plan.key(Promoted.LOCK));
    }

    /** What a command that said OK has promised. */
    List<String> ended(Command done) {
        Phase phase = record().state().phase();
        boolean kept =
                switch (done) {
                    case PROMOTE, PROMOTE_SERVING -> phase == Phase.PROMOTED;
                    case ROLL_BACK -> phase == Phase.AS_FOUND;
                    case PROMOTE_BAD -> false;
                    default -> true;
                };
        return kept ? List.of() : List.of("OK of %s in phase %s".formatted(done, phase));
    }

    PromotionRecord record() {
        return record(world);
    }

    static PromotionRecord record(World world) {
        return find(world, Plan.key(Promoted.RECORD))
                .map(PromotionRule::read)
                .orElseGet(PromotionRecord::none);
    }

    /** How requests of production are led. */
    static String pattern(World world) {
        return find(world, Plan.key(LocalService.virtualService(Promoted.PRODUCTION.service())))
                .map(PromotionRule::annotated)
                .orElse("none");
    }

    private static String pattern(Stored change) {
        return annotated(change.after());
    }

    private static String annotated(Map<String, Object> object) {
        return Trees.text(object, "metadata", "annotations", "meshfed.io/pattern").orElse("");
    }

    static Optional<Map<String, Object>> find(World world, String key) {
        return Optional.ofNullable(world.api(Promoted.CLUSTER).latest().get(key))
                .map(Stored::after)
                .filter(object -> !object.isEmpty());
    }
}
