package io.meshfed.tekton;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a log that is read again after a cut")
class StampedLinesTest {

    private final List<String> seen = new ArrayList<>();
    private final StampedLines lines = new StampedLines(seen::add);

    private void read(String... raw) {
        lines.again();
        List.of(raw).forEach(lines);
    }

    @Test
    @DisplayName("shows the rest of a line that came in pieces once")
    void piecesOnce() {
        read("2026-01-01T00:00:01Z long", "rest");
        read("2026-01-01T00:00:01Z long", "rest", "2026-01-01T00:00:02Z next", "its rest");

        assertEquals(List.of("long", "rest", "next", "its rest"), seen);
    }

    @Test
    @DisplayName("shows what the kubelet says instead of it")
    void wordOfTheKubelet() {
        read("2026-01-01T00:00:01Z one");
        read("unable to retrieve container logs");

        assertEquals(List.of("one", "unable to retrieve container logs"), seen);
    }
}
