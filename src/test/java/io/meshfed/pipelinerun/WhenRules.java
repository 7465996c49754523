package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** {@code when}: all of its expressions must hold. */
final class WhenRules {

    private WhenRules() {}

    static boolean hold(JsonNode when, Variables variables) {
        for (JsonNode each : when) {
            String input = variables.text(each.path("input").asText());
            List<String> values = variables.texts(each.path("values"));
            if (values.contains(input) != each.path("operator").asText().equals("in")) {
                return false;
            }
        }
        return true;
    }
}
