package io.meshfed.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Manifest;
import io.meshfed.testing.Federations;
import io.meshfed.testing.GoldenSet;
import io.meshfed.testing.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceSetsTest {

    @ParameterizedTest(name = "{0} is as in its file")
    @EnumSource
    @DisplayName("every kind of rule becomes the set that istiod understands")
    void becomes(GoldenSet golden) {
        Federation federation = golden.federation();
        Direction direction = Federations.direction(federation, "aro-stg-mesh", "rosa-prod-mesh");

        Manifest set =
                golden.exports()
                        ? ExportedServiceSets.desired("aro-rosa", direction)
                        : ImportedServiceSets.desired("aro-rosa", direction);

        assertEquals(Yaml.canonical(golden.expected()), Yaml.canonical(set.toTree()));
    }

    @Test
    @DisplayName("a drained set is the same set without rules")
    void drains() {
        Direction direction =
                Federations.direction(
                        GoldenSet.EXPORT_BY_NAME.federation(), "aro-stg-mesh", "rosa-prod-mesh");

        Manifest drained = ExportedServiceSets.drained("aro-rosa", direction);

        assertEquals(
                Yaml.canonical(GoldenSet.EXPORT_OF_NOTHING.expected()),
                Yaml.canonical(drained.toTree()));
        assertEquals(Map.of("exportRules", List.of()), drained.content().get("spec"));
    }
}
