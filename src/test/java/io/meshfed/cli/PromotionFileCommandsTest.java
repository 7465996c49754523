package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.contexts.FederationSchema;
import io.meshfed.contexts.PromotionSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionFileCommandsTest {

    private static final Path EXAMPLES = Path.of("contexts/aro-rosa");

    @TempDir Path folder;

    @Test
    @DisplayName("validate knows a promotion file by its kind, and reads its federation too")
    void validates() {
        Cli.Outcome outcome =
                Cli.run("validate", "-f", EXAMPLES.resolve("promotion.yaml.example").toString());

        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(
                outcome.err()
                        .contains(
                                "kube-info-v2: v2 of prod-member/kube-info from aro-stg-mesh to"
                                        + " rosa-prod-mesh, 4 steps, 1 gate"),
                outcome.err());
        assertTrue(outcome.err().contains("aro-rosa: 2 clusters"), outcome.err());
    }

    @Test
    @DisplayName("mistakes of a promotion file are INPUT, all at once, with line and column")
    void tellsMistakes() throws IOException {
        Files.copy(EXAMPLES.resolve("federation.yaml"), folder.resolve("federation.yaml"));
        String text = Files.readString(EXAMPLES.resolve("promotion.yaml.example"));
        Path file =
                Files.writeString(
                        folder.resolve("p.yaml"),
                        text.replace("weight: 25", "weight: 2").replace("from: aro", "from: arro"));

        Cli.Outcome outcome = Cli.run("validate", "-f", file.toString());

        assertEquals(10, outcome.exit());
        String said = outcome.out() + outcome.err();
        assertTrue(said.contains("has 2 problems"), said);
        assertTrue(said.contains("did you mean 'aro-stg-mesh'?"), said);
        assertTrue(said.contains("p.yaml:18:15: ramp[2].weight: 2 after 5"), said);
    }

    @Test
    @DisplayName("schema prints that of the federation file, or of the promotion file")
    void printsSchemas() {
        assertEquals(FederationSchema.json(), Cli.run("schema").out());
        assertEquals(PromotionSchema.json(), Cli.run("schema", "--kind", "promotion").out());
    }
}
