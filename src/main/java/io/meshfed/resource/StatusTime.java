package io.meshfed.resource;

import io.meshfed.model.Trees;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Reads the times of a status; what is no time, or one that no cluster can mean, is absent. */
final class StatusTime {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private StatusTime() {}

    static Optional<Instant> at(Map<String, Object> tree, String field) {
        return Trees.text(tree, field).flatMap(StatusTime::parsed);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(StatusTime::plausible);
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    /** Keeps sums and differences of times from running over. */
    static boolean plausible(Instant time) {
        return time.isAfter(Instant.EPOCH) && time.isBefore(LATEST);
    }
}
