package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.testing.SandboxClusters;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RefusedMemberTest extends SetBed {

    @Override
    protected List<String> clusterNames() {
        return List.of("aro");
    }

    @Test
    @DisplayName(
            "I2: an object that a webhook refuses is told before the first write, in its words")
    void webhook() {
        Assumptions.assumeTrue(
                clusters instanceof SandboxClusters, "a real server has no webhook to ask");
        ((SandboxClusters) clusters)
                .server("aro")
                .admission()
                .set(
                        (operation, type, object) ->
                                Trees.text(object, "metadata", "name")
                                        .filter("refused"::equals)
                                        .map(name -> "no such name here"));
        write("good.yaml", configMap("good", "v"));
        write("refused.yaml", configMap("refused", "v"));

        FederationException refused = harness().run(apply()).refusal(ErrorClass.PRECOND);

        assertTrue(refused.getMessage().contains("no such name here"), refused::getMessage);
        assertEquals(Optional.empty(), aro().find(configMap("good")));
    }
}
