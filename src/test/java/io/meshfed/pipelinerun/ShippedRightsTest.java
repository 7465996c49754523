package io.meshfed.pipelinerun;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what the catalog installs and needs to be allowed")
class ShippedRightsTest {

    private static final Catalog SHIPPED = Catalog.shipped();

    @Test
    @DisplayName("what is applied with -R starts nothing: only definitions, accounts and roles")
    void appliedFolderStartsNothing() {
        Set<String> kinds = new TreeSet<>();
        for (String folder : List.of("steps", "pipelines")) {
            Catalog.files(Path.of(folder))
                    .forEach(
                            file ->
                                    Catalog.documents(Catalog.text(file))
                                            .forEach(d -> kinds.add(d.path("kind").asText())));
        }
        kinds.removeAll(
                Stream.of("Task", "StepAction", "Pipeline", "ServiceAccount", "Role", "ClusterRole")
                        .toList());
        assertEquals(Set.of(), kinds);
    }

    @Test
    @DisplayName("the roles of verify-access and federate cover every task of the pipeline")
    void targetRolesSuffice() {
        Set<String> bound = new TreeSet<>();
        Set<String> needed = new TreeSet<>();
        for (String step : List.of("verify-access", "federate")) {
            bound.addAll(Samples.rules(SHIPPED.find("Role", "meshfed-" + step)));
        }
        for (JsonNode task : SHIPPED.find("Pipeline", "meshfed-federate").at("/spec/tasks")) {
            needed.addAll(Samples.rules(SHIPPED.find("Role", new PipelineTask(task).taskName())));
        }
        needed.removeAll(bound);
        assertEquals(Set.of(), needed);
    }
}
