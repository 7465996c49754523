package io.meshfed.resource;

import io.meshfed.model.Trees;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Reads the times of a status; what is no time is absent. */
final class StatusTime {

    private StatusTime() {}

    static Optional<Instant> at(Map<String, Object> tree, String field) {
        return Trees.text(tree, field).flatMap(StatusTime::parsed);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
