package io.meshfed.promotion;

/** How a promotion ended, or will end: on the way back this is known from the first step on. */
public enum Ending {
    /** Not known yet. */
    OPEN,
    PROMOTED,
    /** A gate, the installation or the proof said no. Not begun again without an override. */
    FAILED,
    /** It took too long to be decided. */
    UNDECIDED,
    /** Somebody asked for it. */
    TAKEN_BACK,
    /** The clusters were not as planned, and nothing had been written yet. */
    STALE
}
