package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("unfederate --everything, before any cluster is asked")
class UnfederateEverythingTest {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "aro-rosa, --no-color, is of stage production",
        "east-west, --mesh=west, --everything is for the whole federation",
        "east-west, --mesh=east, --everything is for the whole federation"
    })
    @DisplayName("takes no production mesh away unasked, and no part of a federation")
    void refuses(String context, String option, String told) {
        String file = "contexts/%s/federation.yaml".formatted(context);

        Cli.Outcome refused = Cli.run("unfederate", "-f", file, "--everything", option);

        assertEquals(10, refused.exit(), refused::err);
        assertTrue(refused.err().contains(told), refused::err);
    }
}
