package io.meshfed.pipelinerun;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the lock in pipelines as they are shipped")
class PipelineLockTest {

    private static final Catalog SHIPPED = Catalog.shipped();

    @Test
    @DisplayName("tasks that write share the lock of their run, and those that only look have none")
    void oneHolder() {
        Map<String, List<String>> holders = new TreeMap<>();
        for (JsonNode pipeline : SHIPPED.all("Pipeline")) {
            for (String part : List.of("tasks", "finally")) {
                for (JsonNode each : pipeline.path("spec").path(part)) {
                    PipelineTask task = new PipelineTask(each);
                    holders.computeIfAbsent(task.param("holder"), none -> new ArrayList<>())
                            .add(task.name());
                }
            }
        }

        assertEquals(
                List.of(
                        "app",
                        "drill",
                        "exports",
                        "finish",
                        "finish",
                        "gateways",
                        "imports",
                        "infra",
                        "lock",
                        "lock",
                        "mesh",
                        "operators",
                        "peers",
                        "promote",
                        "restore",
                        "roll-back",
                        "trust",
                        "unfederate"),
                holders.get("$(context.pipelineRun.name)/$(context.pipelineRun.uid)").stream()
                        .sorted()
                        .toList());
        assertEquals(2, holders.size(), holders::toString);
    }

    @Test
    @DisplayName("so do the steps of the one pod")
    void onePod() {
        Map<String, List<String>> holders = new TreeMap<>();
        for (JsonNode each :
                SHIPPED.find("Task", "meshfed-federate-in-one-pod").at("/spec/steps")) {
            PipelineTask step = new PipelineTask(each);
            holders.computeIfAbsent(step.param("holder"), none -> new ArrayList<>())
                    .add(step.name());
        }

        assertEquals(
                List.of(
                        "locate-gateway",
                        "share-trust",
                        "export-services",
                        "import-services",
                        "peer"),
                holders.get("$(context.taskRun.name)/$(context.taskRun.uid)"));
        assertEquals(2, holders.size(), holders::toString);
    }
}
