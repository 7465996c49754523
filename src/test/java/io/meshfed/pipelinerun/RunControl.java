package io.meshfed.pipelinerun;

/** What a person does to a PipelineRun: {@code spec.status}. */
final class RunControl {

    /** {@code CANCELLED} skips {@code finally}, the other one runs it. */
    enum Wish {
        NONE,
        CANCELLED,
        CANCELLED_RUN_FINALLY,
        OUT_OF_TIME
    }

    private final Stop stop = new Stop();
    private Wish wish = Wish.NONE;

    void cancel() {
        wish(Wish.CANCELLED);
    }

    void cancelRunFinally() {
        wish(Wish.CANCELLED_RUN_FINALLY);
    }

    void outOfTime() {
        wish(Wish.OUT_OF_TIME);
    }

    private synchronized void wish(Wish other) {
        if (wish == Wish.NONE) {
            wish = other;
        }
        stop.request(Stop.CANCELLED);
    }

    synchronized Wish wish() {
        return wish;
    }

    Stop stop() {
        return stop;
    }
}
