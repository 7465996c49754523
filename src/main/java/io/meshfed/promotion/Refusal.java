package io.meshfed.promotion;

/** Why an event changes nothing. */
public enum Refusal {
    /** Another release of the service is under way. */
    OTHER_RELEASE,
    /** This release is under way, by another plan. */
    OTHER_PLAN,
    /** This release failed before; an override is needed. */
    FAILED_BEFORE,
    /** It is not the newest release, so what lies under it cannot be brought back. */
    NOT_NEWEST,
    /** The run does not hold the promotion, or not any more. */
    NOT_HOLDER,
    /** Nobody waits for it: it is late, early, or of something else. */
    NOT_AWAITED,
    /** Production is on its way back, and that is not turned round. */
    ON_THE_WAY_BACK
}
