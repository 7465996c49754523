package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;

/** Durations as Go writes them: {@code 1h30m0s}. */
final class Durations {

    private Durations() {}

    static Duration of(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    static Duration of(JsonNode field, Duration otherwise) {
        return field.isTextual() ? of(field.asText()) : otherwise;
    }
}
