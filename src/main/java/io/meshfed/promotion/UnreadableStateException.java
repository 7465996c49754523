package io.meshfed.promotion;

/** A stored state that this version did not write, or somebody changed. */
public final class UnreadableStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param why goes on from "the record of the promotion"; quotes nothing of what was stored
     */
    UnreadableStateException(String why) {
        super("the record of the promotion " + why);
    }
}
