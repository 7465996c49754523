package io.meshfed.promotion;

/** Why a promotion stands still where it is. Nothing goes on before it is resumed. */
public enum Halt {
    NONE,
    /** A gate could not decide. */
    UNKNOWN,
    /** Somebody asked for a pause after a step. */
    REQUESTED,
    /** The peers are not connected, so no route may lead from one to the other. */
    DISCONNECTED,
    /** Production is not as the approved plan found it. */
    MOVED,
    /** Something cannot be written: it belongs to others, or may not be touched. */
    BLOCKED,
    /** The snapshot could not be read. What production was like is not guessed. */
    UNREADABLE
}
