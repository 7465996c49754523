package io.meshfed.promotion;

import io.meshfed.promotion.Action.Do;
import io.meshfed.promotion.Event.Answered;
import io.meshfed.promotion.Event.LockTaken;
import io.meshfed.promotion.Event.Started;
import io.meshfed.promotion.World.Memory;
import io.meshfed.promotion.World.Production;

/** What must be true of every write, every verdict and every record, whatever happened before. */
final class Judge {

    /** A rule was broken. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String rule, String what) {
            super(rule + ": " + what, null, false, false);
        }
    }

    private Judge() {}

    private static void must(boolean holds, String rule, String what) {
        if (!holds) {
            throw new Broken(rule, what);
        }
    }

    /** A run writes to production. */
    static void write(World world, int run, Do work, boolean connected, Production after) {
        Memory memory = world.memory();
        must(world.lock() == run, "S11", "a write without the lock: " + work);
        must(
                world.record().custody().snapshot().equals(memory.found().digest()),
                "S8",
                "a write, and no snapshot of what was found: " + work);
        must(
                after.route() == Production.HOME
                        || after.route() == world.production().route()
                        || connected,
                "S1",
                "a route to a peer that is not connected: " + work);
        must(
                world.production().exports() || !after.exports() || memory.passedAllBefore(0),
                "S2",
                "exports wider before their gate");
        if (isForward(work.work())) {
            must(!memory.back(), "S9", "towards promotion on the way back: " + work);
            must(memory.passedAllBefore(gatesBefore(work)), "S9", "without its gate: " + work);
        }
        if (work.work() == Work.UNDO_INSTALL || work.work() == Work.UNDO_EXPORTS) {
            must(after.route() == Production.HOME, "S9", "the route is not first on the way back");
        }
    }

    private static boolean isForward(Work work) {
        return switch (work) {
            case WIDEN_EXPORTS, ROUTE, LOWER_ROUTE, INSTALL, ROUTE_HOME, ROUTE_FULL -> true;
            default -> false;
        };
    }

    /** The last gate that must have said yes before. */
    private static int gatesBefore(Do work) {
        return switch (work.work()) {
            case WIDEN_EXPORTS -> 0;
            case ROUTE, LOWER_ROUTE -> work.step();
            default -> World.STEPS;
        };
    }

    /** A gate is asked about a step: what it looks at must be that step's share. */
    static void asked(World world, Do work) {
        if (work.work() == Work.JUDGE_STEP) {
            must(
                    world.production().route() == work.step() + 1,
                    "S9",
                    "step %d is judged by the share of another".formatted(work.step()));
        }
    }

    /** The record changes; what is to be remembered from now on. */
    static Memory recorded(World world, int run, Event event, PromotionState after) {
        PromotionState before = world.record();
        if (event instanceof Started started && isBegun(before, after)) {
            return begun(world, started);
        }
        if (event instanceof LockTaken taken) {
            must(
                    before.equals(after) || taken.term() > before.custody().term(),
                    "S11",
                    "the record is taken by a run that lost the lock again");
        } else if (run != 0) {
            must(
                    before.equals(after) || before.custody().holder().equals(World.run(run)),
                    "S11",
                    "the record is moved by a run that does not hold it: " + event);
        }
        Memory memory = remembered(world.memory(), world, event, after);
        must(
                !world.memory().back() || after.phase().back() || after.phase() == Phase.AS_FOUND,
                "S9",
                "the way back turned into " + after.phase());
        if (event instanceof Answered answer && answer.finding() == Finding.UNKNOWN) {
            must(after.phase() == before.phase(), "S9", "unknown moved it to " + after.phase());
        }
        if (after.phase().ended() && !before.phase().ended()) {
            ended(world, after);
        }
        must(
                !after.custody().touched()
                        || after.custody().snapshot().equals(memory.found().digest()),
                "S8",
                "the snapshot is not of what was found");
        return memory;
    }

    private static boolean isBegun(PromotionState before, PromotionState after) {
        return before.phase().ended() && !after.phase().ended();
    }

    private static Memory begun(World world, Started started) {
        int failed = world.memory().failed();
        int bit = started.release().equals(World.release(2)) ? 2 : 1;
        must(
                (failed & bit) == 0 || !started.override().isEmpty(),
                "S9",
                "a release that failed is begun again without an override");
        return new Memory(world.production(), 0, false, failed, world.memory().attempts() + 1);
    }

    private static Memory remembered(
            Memory memory, World world, Event event, PromotionState after) {
        int passed = memory.passed();
        int failed = memory.failed();
        if (event instanceof Answered answer && !world.record().equals(after)) {
            passed |= answer.finding() == Finding.PASS ? gateOf(answer.to()) : 0;
            if (answer.finding() == Finding.FAIL && answer.to().work() != Work.PROVE_BACK) {
                failed |= world.releaseUnderWay();
            }
        }
        if (after.phase() == Phase.PROMOTED && world.record().phase() != Phase.PROMOTED) {
            failed &= ~world.releaseUnderWay();
        }
        boolean back = after.phase().back() || memory.back() && !after.phase().ended();
        return new Memory(memory.found(), passed, back, failed, memory.attempts());
    }

    private static int gateOf(Do work) {
        return switch (work.work()) {
            case JUDGE_RELEASE -> 1;
            case JUDGE_STEP -> 2 << work.step();
            default -> 0;
        };
    }

    private static void ended(World world, PromotionState after) {
        Production production = world.production();
        if (after.phase() == Phase.AS_FOUND) {
            must(
                    production.equals(world.memory().found()),
                    "L5",
                    "said to be as found, and is %s".formatted(production));
            return;
        }
        boolean install = after.attempt().course().finish() == Finish.INSTALL;
        must(world.memory().passedAllBefore(World.STEPS), "S9", "promoted without every gate");
        must(
                production.exports()
                        && production.route() == (install ? Production.HOME : Production.FULL)
                        && (!install || production.installed() == world.releaseUnderWay()),
                "S9",
                "said to be promoted, and is %s".formatted(production));
    }
}
