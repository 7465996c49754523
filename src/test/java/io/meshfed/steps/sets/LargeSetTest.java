package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.Change;
import io.meshfed.testing.Run;
import io.meshfed.testing.SeenRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LargeSetTest extends SetBed {

    private static final int OBJECTS = 500;

    @Test
    @DisplayName(
            "500 objects on two clusters: two requests each, and a handful when nothing is new")
    void large() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < OBJECTS; i++) {
            yaml.append(configMap("map-%d".formatted(i), "v")).append("---\n");
        }
        write("all.yaml", yaml.toString());

        Run first = harness(federation).run(apply()).requireOk();
        Run again = harness(federation).run(apply()).requireOk();

        assertEquals(2 * (OBJECTS + 1), first.changes(Change.Kind.CREATED).size());
        assertEquals("1000", first.reports().get(0).results().get("applied"));
        long patches = first.requests().stream().filter(r -> r.verb().equals("patch")).count();
        assertTrue(patches <= 2L * (2 * OBJECTS + 4), () -> "patches: " + patches);
        assertEquals(0, again.requests().stream().filter(SeenRequest::write).count());
        assertTrue(again.requests().size() <= 6, () -> again.requests().toString());
    }
}
