package io.meshfed.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DurationsTest {

    @Test
    @DisplayName("a wait shorter than a second is not worth a word")
    void after() {
        assertEquals("", Durations.after(Duration.ofMillis(15)));
        assertEquals(" after 1m5s", Durations.after(Duration.ofSeconds(65)));
    }
}
