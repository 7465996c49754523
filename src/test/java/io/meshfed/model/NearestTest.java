package io.meshfed.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "abc,abc,0",
        "abc,acb,1",
        "abc,ab,1",
        "ab,abc,1",
        "abc,axc,1",
        "'',abc,3",
        "ca,abc,3"
    })
    @DisplayName("a letter dropped, added, replaced or swapped with its neighbour counts one")
    void counts(String a, String b, int distance) {
        assertEquals(distance, Nearest.distance(a, b));
    }

    @Test
    @DisplayName("two slips are forgiven, in long words a third of the letters, in short ones one")
    void forgives() {
        List<String> keys = List.of("as", "cluster", "controlPlane", "trustDomain");

        assertEquals(Optional.of("cluster"), Nearest.to("cutser", keys));
        assertEquals(Optional.of("controlPlane"), Nearest.to("controlplanes", keys));
        assertEquals(Optional.of("controlPlane"), Nearest.to("ctrlPlane", keys));
        assertEquals(Optional.of("as"), Nearest.to("a", keys));
        assertEquals(Optional.empty(), Nearest.to("id", keys));
        assertEquals(Optional.empty(), Nearest.to("mesh", keys));
        assertEquals(Optional.empty(), Nearest.to("c".repeat(1_000_000), keys));
    }

    @Test
    @DisplayName("of two words as near, the one that sorts first is named")
    void breaksTies() {
        assertEquals(Optional.of("east1"), Nearest.to("east", List.of("east2", "east1")));
    }
}
