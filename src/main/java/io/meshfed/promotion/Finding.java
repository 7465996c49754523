package io.meshfed.promotion;

/** What came of a piece of work. */
public enum Finding {
    /** It is done, or was. */
    DONE,
    /** The plan compared is the one approved. */
    MATCHES,
    /** The clusters changed after the plan was made. */
    MOVED,
    PASS,
    FAIL,
    /** Nobody can say: too few samples, no answer, no number, old data. */
    UNKNOWN,
    /** The verdict that this work goes on from is too old, or of something else. */
    STALE,
    DISCONNECTED,
    /** It could not be written. */
    BLOCKED,
    /** The snapshot is not there, or not what was stored. */
    UNREADABLE
}
