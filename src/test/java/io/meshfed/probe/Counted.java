package io.meshfed.probe;

import java.time.Duration;

/** Measurements for tests of what is made of them. */
final class Counted {

    private final Measures measures = new Measures();

    static Counted nothing() {
        return new Counted();
    }

    Counted answers(int count, String mesh) {
        return answers(count, mesh, Duration.ofMillis(5));
    }

    Counted answers(int count, String mesh, Duration latency) {
        for (int i = 0; i < count; i++) {
            measures.accept(
                    Sample.answered(Duration.ZERO, latency, new Answerer(mesh, "v1", "aro")));
        }
        return this;
    }

    Counted failures(int count, FailureKind kind) {
        for (int i = 0; i < count; i++) {
            measures.accept(Sample.failed(Duration.ZERO, Duration.ofMillis(5), kind.label()));
        }
        return this;
    }

    Measurement measured() {
        return measures.soFar();
    }
}
