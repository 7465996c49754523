package io.meshfed.crash;

/** The end of the process, as far as one thread can have it: nothing may catch it and go on. */
final class ProcessEnded extends Error {

    private static final long serialVersionUID = 1L;

    ProcessEnded() {
        super("the process ended", null, false, false);
    }
}
