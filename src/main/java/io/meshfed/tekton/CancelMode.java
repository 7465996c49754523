package io.meshfed.tekton;

/** How a run is ended before its time. */
public enum CancelMode {
    /** Running tasks are killed, the finally tasks never run. */
    AT_ONCE("Cancelled", "its running tasks are ended, its finally tasks do not run"),
    /** Running tasks are killed, then the finally tasks run. */
    THEN_FINALLY("CancelledRunFinally", "its running tasks are ended, then its finally tasks run"),
    /** Running tasks end by themselves, then the finally tasks run. */
    AFTER_RUNNING(
            "StoppedRunFinally",
            "its running tasks go on to their end, no other begins, then its finally tasks run");

    private final String word;
    private final String meaning;

    CancelMode(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** What Tekton calls it. */
    public String word() {
        return word;
    }

    public String meaning() {
        return meaning;
    }
}
