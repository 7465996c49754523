package io.meshfed.cluster;

import java.util.Optional;
import java.util.function.Supplier;

/** An answer that is asked for once. Of failures only an {@link Outage} is remembered. */
final class Remembered<T> implements Supplier<T> {

    private final Supplier<T> question;
    private Optional<T> answer = Optional.empty();

    Remembered(Supplier<T> question) {
        this.question = question;
    }

    @Override
    public synchronized T get() {
        if (answer.isEmpty()) {
            answer = Optional.of(question.get());
        }
        return answer.get();
    }

    /** What was answered before; asks nothing. */
    synchronized Optional<T> known() {
        return answer;
    }
}
