package io.meshfed.tekton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a run that no controller takes up is noticed")
class IgnoredRunTest {

    private static RunState made(Duration ago, Map<String, Object> status) {
        String created = Instant.now().minus(ago).toString();
        return RunReader.read(
                Map.of(
                        "metadata",
                        Map.of("name", "x", "namespace", "n", "creationTimestamp", created),
                        "status",
                        status),
                List.of());
    }

    @Test
    @DisplayName("after a while without a status, once")
    void once() {
        IgnoredRun ignored = new IgnoredRun(Duration.ZERO);
        RunState young = made(Duration.ZERO, Map.of());
        assertTrue(ignored.hint(young).orElse("").contains("is its controller running?"));
        assertEquals(Optional.empty(), ignored.hint(young));
    }

    @Test
    @DisplayName("at once when it is old")
    void old() {
        assertTrue(new IgnoredRun().hint(made(Duration.ofHours(1), Map.of())).isPresent());
        assertTrue(IgnoredRun.atOnce(made(Duration.ofHours(1), Map.of())).isPresent());
    }

    @Test
    @DisplayName("and not while it is young, nor once it has a status")
    void quiet() {
        Map<String, Object> running =
                Map.of("conditions", List.of(Map.of("type", "Succeeded", "status", "Unknown")));
        assertEquals(Optional.empty(), new IgnoredRun().hint(made(Duration.ZERO, Map.of())));
        assertEquals(
                Optional.empty(),
                new IgnoredRun(Duration.ZERO).hint(made(Duration.ofHours(1), running)));
    }
}
