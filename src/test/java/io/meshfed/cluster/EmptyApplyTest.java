package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.report.FieldChange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what an apply changed, and what it could not")
class EmptyApplyTest {

    private static final Map<String, Object> THEIRS =
            Map.of("spec", Map.of("version", "v2.5", "gateways", Map.of()));

    @Test
    @DisplayName("who asks for nothing is content with whatever is there")
    void nothingAsked() {
        assertEquals(List.of(), FieldDiff.unmet(Map.of(), THEIRS));
        assertEquals(List.of(), FieldDiff.unmet(Map.of("spec", Map.of()), THEIRS));
    }

    @Test
    @DisplayName("a value that came back as another is named by its path")
    void changedOnTheWayIn() {
        assertEquals(
                List.of("spec.version"),
                FieldDiff.unmet(Map.of("spec", Map.of("version", "v2.6")), THEIRS).stream()
                        .map(FieldChange::path)
                        .toList());
    }
}
