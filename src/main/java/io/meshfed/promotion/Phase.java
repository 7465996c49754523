package io.meshfed.promotion;

/**
 * Where a promotion stands. The state is stored before the work of its phase begins, so a phase
 * means that its work may be done, half done or not begun; all of it can be done again.
 */
public enum Phase {
    /** Written down; waits for approval when that is required. */
    PLANNED(Way.NONE),
    /** May begin. The plan is compared with the clusters first. */
    APPROVED(Way.FORWARD),
    /** What production is like is being stored and read back. */
    SNAPSHOT(Way.FORWARD),
    /** The release is being judged where it runs, before production offers or takes anything. */
    GATING(Way.FORWARD),
    /** Exports and imports are being widened. */
    EXPORTING(Way.FORWARD),
    /** The route is being brought to the share of a ramp step. */
    ROUTING(Way.FORWARD),
    /** The route is being brought back to the share of an earlier step, to judge that again. */
    LOWERING(Way.FORWARD),
    /** A ramp step carries traffic and is being judged. */
    JUDGING(Way.FORWARD),
    /** The release is being installed in production. */
    INSTALLING(Way.FORWARD),
    /** The route is being led home, to what was installed. */
    HOMING(Way.FORWARD),
    /** The route is being led to staging as a whole. */
    SERVING(Way.FORWARD),
    /** Requests are to prove the outcome. */
    PROVING(Way.FORWARD),
    PROMOTED(Way.ENDED),
    /** On the way back: the routes first. */
    ROUTES_OFF(Way.BACK),
    UNINSTALLING(Way.BACK),
    UNEXPORTING(Way.BACK),
    /** What was found may have led to the peer too; that comes back last. */
    REROUTING(Way.BACK),
    /** Requests are to prove that production is as it was found. */
    PROVING_BACK(Way.BACK),
    /** Production is as it was found. */
    AS_FOUND(Way.ENDED);

    private enum Way {
        NONE,
        FORWARD,
        BACK,
        ENDED
    }

    private final Way way;

    Phase(Way way) {
        this.way = way;
    }

    /** Whether work is to be done towards the promotion. */
    public boolean forward() {
        return way == Way.FORWARD;
    }

    /** Whether production is on its way back. From here only {@link #AS_FOUND} is reached. */
    public boolean back() {
        return way == Way.BACK;
    }

    public boolean ended() {
        return way == Way.ENDED;
    }

    /** Whether the phase belongs to one step of the ramp. */
    boolean ofOneStep() {
        return this == ROUTING || this == LOWERING || this == JUDGING;
    }
}
