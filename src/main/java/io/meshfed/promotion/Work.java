package io.meshfed.promotion;

/** What a run is asked to do. Each can be done again, by another run too, with the same result. */
public enum Work {
    /** Take the promotion lock; or, when another run has it, leave. */
    TAKE_LOCK,
    /** Compare the approved plan with a fresh one, apart from what this promotion did itself. */
    COMPARE_PLAN,
    /** Store what will be touched under a name made of its digest, and read it back. */
    STORE_SNAPSHOT,
    JUDGE_RELEASE,
    WIDEN_EXPORTS,
    /** Bring the route to the share of a step; never when the evidence before it is old. */
    ROUTE,
    /** Bring the route to the share of a step that was judged before. */
    LOWER_ROUTE,
    /** Let the step last its time, and ask the gates. */
    JUDGE_STEP,
    INSTALL,
    ROUTE_HOME,
    ROUTE_FULL,
    PROVE,
    /** Lead no traffic to the peer any more. Needs neither the peer nor the snapshot. */
    ROUTES_OFF,
    UNDO_INSTALL,
    UNDO_EXPORTS,
    /** Bring back the route that was found; nothing to do where that led home. */
    RESTORE_ROUTE,
    PROVE_BACK;

    /** Whether it may lead traffic to the peer: only while both sides are connected and in sync. */
    public boolean leadsToPeer() {
        return switch (this) {
            case ROUTE, LOWER_ROUTE, ROUTE_FULL, RESTORE_ROUTE -> true;
            default -> false;
        };
    }

    /** Whether it brings back what the snapshot has. */
    public boolean needsSnapshot() {
        return this == UNDO_INSTALL || this == UNDO_EXPORTS || this == RESTORE_ROUTE;
    }

    /** Whether it goes on from a gate's verdict, which must be of this release and not be old. */
    public boolean needsEvidence() {
        return switch (this) {
            case WIDEN_EXPORTS, ROUTE, INSTALL, ROUTE_FULL -> true;
            default -> false;
        };
    }

    /** Whether it changes production. */
    public boolean writes() {
        return switch (this) {
            case WIDEN_EXPORTS,
                    ROUTE,
                    LOWER_ROUTE,
                    INSTALL,
                    ROUTE_HOME,
                    ROUTE_FULL,
                    ROUTES_OFF,
                    UNDO_INSTALL,
                    UNDO_EXPORTS,
                    RESTORE_ROUTE ->
                    true;
            default -> false;
        };
    }
}
