package io.meshfed.engine;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Reads that the steps of a pipeline will need, begun before their turn, so that a distant cluster
 * is waited for once and not once per step. Whatever fails is told by the step that needs the
 * answer.
 */
public final class LookAhead {

    /** Two clusters get four connections each; more would cost more to open than they save. */
    private static final int AT_ONCE = 8;

    private final ConcurrentLinkedQueue<Runnable> questions = new ConcurrentLinkedQueue<>();

    LookAhead() {}

    /**
     * @param question asks a {@link Snapshot}, which keeps the answer
     */
    public void read(Runnable question) {
        questions.add(question);
    }

    /** Begins what was asked for so far. */
    void begin(Executor workers) {
        int readers = Math.min(AT_ONCE, questions.size());
        for (int reader = 0; reader < readers; reader++) {
            workers.execute(this::readOn);
        }
    }

    private void readOn() {
        for (Runnable next = questions.poll(); next != null; next = questions.poll()) {
            ask(next);
        }
    }

    private static void ask(Runnable question) {
        try {
            question.run();
        } catch (RuntimeException | Error toldLater) {
            return;
        }
    }
}
