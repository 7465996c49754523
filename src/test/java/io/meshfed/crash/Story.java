package io.meshfed.crash;

import io.meshfed.report.StepReport;
import io.meshfed.sandbox.mesh.Platform;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/** A command that breaks off, what stood before it, and what somebody does about it. */
enum Story {
    /** Starts it again. */
    FEDERATE(Story::nothing, Command.FEDERATE, Command.FEDERATE),
    /** Thinks better of it. */
    FEDERATE_UNDONE(Story::nothing, Command.FEDERATE, Command.UNFEDERATE),
    UNFEDERATE(Story::federated, Command.UNFEDERATE, Command.UNFEDERATE),
    UNFEDERATE_UNDONE(Story::federated, Command.UNFEDERATE, Command.FEDERATE),
    SHARE_TRUST(Story::nothing, Command.SHARE_TRUST, Command.SHARE_TRUST),
    /** The peers stand, and one mesh has a new root. */
    SHARE_RENEWED_TRUST(Story::renewed, Command.SHARE_TRUST, Command.SHARE_TRUST),
    ROUTE_BALANCE(Story::visit, Command.ROUTE_BALANCE, Command.ROUTE_BALANCE),
    /** From a balance: its requests come home before the import changes. */
    ROUTE_FAILOVER(Story::balanced, Command.ROUTE_FAILOVER, Command.ROUTE_FAILOVER),
    /** Back again. */
    ROUTE_BACK(Story::failing, Command.ROUTE_BALANCE, Command.ROUTE_BALANCE),
    ROUTE_NONE(Story::failing, Command.ROUTE_NONE, Command.ROUTE_NONE),
    UNFEDERATE_ROUTED(Story::failing, Command.UNFEDERATE, Command.UNFEDERATE),
    APPLY_SET(Story::nothing, Command.APPLY_SET, Command.APPLY_SET),
    APPLY_SET_UNDONE(Story::nothing, Command.APPLY_SET, Command.DELETE_SET),
    /** Something is new, something changed, something left. */
    APPLY_CHANGED_SET(Story::applied, Command.APPLY_CHANGED_SET, Command.APPLY_CHANGED_SET),
    DELETE_SET(Story::applied, Command.DELETE_SET, Command.DELETE_SET),
    SCALE(Story::run, Command.SCALE, Command.SCALE),
    /** Somebody cannot wait for the end of it. */
    SCALE_TO_NONE(Story::run, Command.SCALE_TO_NONE, Command.SCALE_TO_NONE),
    /** Somebody puts back what it left. */
    DRILL_RESTORED(Story::drilled, Command.DRILL, Command.RESTORE),
    /** The next one does so first. */
    DRILL_AGAIN(Story::drilled, Command.DRILL, Command.DRILL),
    /** Peerings, and a set around them. */
    EVERYTHING(Story::surrounded, Command.EVERYTHING, Command.EVERYTHING),
    PROMOTE(Story::offered, Command.PROMOTE, Command.PROMOTE),
    PROMOTE_SERVING(Story::offeredServing, Command.PROMOTE_SERVING, Command.PROMOTE_SERVING),
    /** Somebody wants everything as it was. */
    PROMOTE_UNDONE(Story::offered, Command.PROMOTE, Command.ROLL_BACK),
    PROMOTE_SERVING_UNDONE(Story::offeredServing, Command.PROMOTE_SERVING, Command.ROLL_BACK),
    /** It is on its way back by itself. */
    PROMOTE_BAD(Story::offered, Command.PROMOTE_BAD, Command.ROLL_BACK),
    ROLL_BACK(Story::promoted, Command.ROLL_BACK, Command.ROLL_BACK);

    /** In which pods come and go. */
    private static final Set<Story> PEOPLED =
            EnumSet.of(
                    SCALE,
                    SCALE_TO_NONE,
                    DRILL_RESTORED,
                    DRILL_AGAIN,
                    PROMOTE,
                    PROMOTE_SERVING,
                    PROMOTE_UNDONE,
                    PROMOTE_SERVING_UNDONE,
                    PROMOTE_BAD,
                    ROLL_BACK);

    private static final Map<Story, SortedMap<String, Object>> GOALS = new EnumMap<>(Story.class);

    private final Consumer<World> before;
    private final Command cut;
    private final Command mend;

    Story(Consumer<World> before, Command cut, Command mend) {
        this.before = before;
        this.cut = cut;
        this.mend = mend;
    }

    /** What breaks off. */
    Command cut() {
        return cut;
    }

    /** What is started then. */
    Command mend() {
        return mend;
    }

    /** A new world in which it can begin. */
    World world() {
        World world = new World(PEOPLED.contains(this) ? Platform.WITH_OPERATOR : Platform.BARE);
        before.accept(world);
        return world;
    }

    /** What the clusters hold when nothing ever went wrong. */
    SortedMap<String, Object> goal() {
        synchronized (GOALS) {
            return Optional.ofNullable(GOALS.get(this)).orElseGet(this::reached);
        }
    }

    private SortedMap<String, Object> reached() {
        World world = mend == Command.ROLL_BACK ? asOffered() : world();
        if (mend != Command.ROLL_BACK) {
            require(world.run(cut));
            require(world.run(mend));
        }
        SortedMap<String, Object> goal = State.whole(world);
        GOALS.put(this, goal);
        return goal;
    }

    private static World asOffered() {
        World world = new World(Platform.WITH_OPERATOR);
        offered(world);
        return world;
    }

    private static void nothing(World world) {}

    /** Federated, the release runs in staging, and its plan is approved. */
    private static void offered(World world) {
        offered(world, Command.PLAN);
    }

    private static void offeredServing(World world) {
        offered(world, Command.PLAN_SERVING);
    }

    private static void offered(World world, Command plan) {
        Promoted.stage(world);
        require(world.run(Command.FEDERATE_BEFORE));
        world.clock().advance(Duration.ofMinutes(2));
        approve(world, plan);
    }

    /** What is planned now. */
    static void approve(World world, Command plan) {
        List<StepReport> reports = world.run(plan).reports();
        world.approve(reports.get(reports.size() - 1).results().get("plan-digest"));
    }

    private static void promoted(World world) {
        offered(world);
        require(world.run(Command.PROMOTE));
        world.clock().advance(Duration.ofMinutes(2));
    }

    private static void federated(World world) {
        require(world.run(Command.FEDERATE));
        world.clock().advance(Duration.ofMinutes(2));
    }

    /** Federated, and somebody's requests come in. */
    static World visited() {
        World world = new World();
        visit(world);
        return world;
    }

    private static void visit(World world) {
        federated(world);
        Visitors.settle(world);
    }

    private static void balanced(World world) {
        visit(world);
        require(world.run(Command.ROUTE_BALANCE));
    }

    private static void failing(World world) {
        visit(world);
        require(world.run(Command.ROUTE_FAILOVER));
        world.clock().advance(Duration.ofMinutes(2));
    }

    private static void run(World world) {
        Drilled.deploy(world);
        world.clock().advance(Duration.ofMinutes(2));
    }

    /** Federated, and answered by pods in both meshes; requests are split already. */
    private static void drilled(World world) {
        Drilled.deploy(world);
        visit(world);
        require(world.run(Command.SCALE));
        require(world.run(Command.ROUTE_BALANCE));
        world.clock().advance(Duration.ofMinutes(2));
    }

    private static void applied(World world) {
        require(world.run(Command.APPLY_SET));
        world.clock().advance(Duration.ofMinutes(2));
    }

    private static void surrounded(World world) {
        require(world.run(Command.APPLY_SET));
        federated(world);
    }

    private static void renewed(World world) {
        federated(world);
        world.mesh(World.FEDERATION.meshes().get(1).name()).renewRoot();
        world.clock().advance(Duration.ofSeconds(1));
    }

    private static void require(Ran ran) {
        if (!ran.ok()) {
            throw new AssertionError("what should not fail: " + ran);
        }
    }
}
