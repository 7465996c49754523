package io.meshfed.probe;

import io.meshfed.probe.Timeline.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A drill told for a test: ten requests a second, each answered within 10 ms. */
final class Story {

    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration LATENCY = Duration.ofMillis(10);

    private final List<Sample> samples = new ArrayList<>();
    private final Map<Moment, Duration> moments = new EnumMap<>(Moment.class);
    private Duration now = Duration.ZERO;

    Story answers(int count, String mesh) {
        for (int i = 0; i < count; i++) {
            samples.add(Sample.answered(now, LATENCY, new Answerer(mesh, "v1", "aro")));
            now = now.plus(EVERY);
        }
        return this;
    }

    Story fails(int count) {
        for (int i = 0; i < count; i++) {
            samples.add(Sample.failed(now, LATENCY, "status 503"));
            now = now.plus(EVERY);
        }
        return this;
    }

    /** Between two requests. */
    Story then(Moment moment) {
        moments.put(moment, now.minus(LATENCY));
        return this;
    }

    Timeline told() {
        return new Timeline("east", "west", samples, moments);
    }

    /** As it should be: three requests lost, and one more on the way back. */
    static Timeline usual() {
        return new Story()
                .answers(20, "east")
                .then(Moment.TAKEN_AWAY)
                .answers(1, "east")
                .fails(2)
                .answers(1, "west")
                .fails(1)
                .then(Moment.GONE)
                .answers(20, "west")
                .then(Moment.GIVEN_BACK)
                .answers(4, "west")
                .then(Moment.THERE)
                .answers(1, "east")
                .fails(1)
                .answers(20, "east")
                .told();
    }
}
