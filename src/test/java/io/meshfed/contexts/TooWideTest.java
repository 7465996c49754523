package io.meshfed.contexts;

import static io.meshfed.contexts.FederationFiles.FULL;
import static io.meshfed.contexts.FederationFiles.MINIMAL;
import static io.meshfed.contexts.FederationFiles.problemsOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a federation file that says too much is refused before any cluster is asked")
class TooWideTest {

    private static final String BY_NAME = "service: clock, namespace: member }";
    private static final String BY_LABELS = "namespace: prod, labels: { federate: \"yes\" }";

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "~service: '*', namespace: member }~, staging",
                "~service: '', namespace: member }~, staging",
                "~service: '*', namespace: member }~, production",
                "~service: clock, namespace: '*' }~, production",
            })
    @DisplayName("E13: an export of everything is refused, in staging and in production")
    void everythingByName(String rule, String stage) {
        assertTooWide(FULL.replace("stage: staging", "stage: " + stage).replace(BY_NAME, rule));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labels: { federate: \"yes\" }",
                "namespace: '*', labels: { federate: \"yes\" }"
            })
    @DisplayName("E13: an export by labels is refused without its namespace")
    void everythingByLabels(String rule) {
        assertTooWide(FULL.replace(BY_LABELS, rule));
    }

    private static void assertTooWide(String text) {
        assertTrue(
                problemsOf(text).stream()
                        .anyMatch(line -> line.contains("would select everything, istiod and")),
                () -> problemsOf(text).toString());
    }

    @Test
    @DisplayName("E13: an empty label selector is refused")
    void noLabels() {
        assertEquals(
                List.of("f.yaml:29:40: peerings[0].exports[1].labels: is empty"),
                problemsOf(FULL.replace("labels: { federate: \"yes\" }", "labels: {}")));
    }

    @Test
    @DisplayName("E20: two imports under one local host name are refused")
    void clash() {
        String text =
                FULL.replace(
                        "service: info, namespace: shared, asLocal: true",
                        "service: info, namespace: shared,"
                                + " as: { name: far-clock, namespace: member },"
                                + " domainSuffix: far.example");

        assertTrue(
                problemsOf(text).stream()
                        .anyMatch(line -> line.endsWith("has the same local host name")),
                () -> problemsOf(text).toString());
    }

    @Test
    @DisplayName("E21: a mesh whose name makes a name of more than 63 characters is refused")
    void tooLong() {
        List<String> problems = problemsOf(MINIMAL.replace("east", "e".repeat(40)));

        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).endsWith("which has more than 63 characters"), problems.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "169.254.169.254", "169.254.7.7", "localhost"})
    @DisplayName("E7: an address that leads back into the peer's own machine is refused")
    void ownMachine(String address) {
        List<String> problems = problemsOf(FULL.replace("203.0.113.7", address));

        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("sides.east.addresses[1]"), problems.get(0));
    }
}
