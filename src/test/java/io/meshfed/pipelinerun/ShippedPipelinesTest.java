package io.meshfed.pipelinerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("pipelines as they are shipped")
class ShippedPipelinesTest {

    private static final Catalog SHIPPED = Catalog.shipped();
    private static final Path SCHEMAS = Path.of("../shared/reference/tekton-schemas/json-schema");
    private static final Duration TEKTONS_HOUR = Duration.ofMinutes(60);
    private static final String PROMOTE = "meshfed-promote";
    private static final Duration MARGIN = Duration.ofMinutes(1);

    static List<JsonNode> pipelines() {
        return SHIPPED.all("Pipeline");
    }

    private static List<JsonNode> tasks(JsonNode pipeline) {
        List<JsonNode> all = new ArrayList<>();
        pipeline.at("/spec/tasks").forEach(all::add);
        pipeline.at("/spec/finally").forEach(all::add);
        return all;
    }

    private static String given(JsonNode list, String name) {
        for (JsonNode each : list) {
            if (each.path("name").asText().equals(name)) {
                return each.path("value").asText();
            }
        }
        return "";
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    @DisplayName("every task ends itself a minute before Tekton ends it")
    void ownTimeoutFirst(JsonNode pipeline) {
        for (JsonNode task : tasks(pipeline)) {
            // A person has no --timeout.
            if (!new PipelineTask(task).custom().isEmpty()) {
                continue;
            }
            Duration own = Durations.of(given(task.path("params"), "timeout"));
            Duration tektons = Durations.of(task.path("timeout").asText());
            assertTrue(own.plus(MARGIN).compareTo(tektons) <= 0, task::toString);
        }
    }

    /** All tries of a task; Tekton gives each of them the whole time. */
    private static Duration tries(PipelineTask task) {
        return task.timeout().multipliedBy(1 + task.retries());
    }

    private static Duration longestWay(JsonNode pipeline) {
        return longestWay(pipeline, task -> true);
    }

    private static Duration longestWay(JsonNode pipeline, Predicate<PipelineTask> runs) {
        Map<String, Duration> ends = new HashMap<>();
        // A task stands below those that it waits for.
        for (JsonNode each : pipeline.at("/spec/tasks")) {
            PipelineTask task = new PipelineTask(each);
            Duration start =
                    task.dependencies().stream()
                            .map(ends::get)
                            .max(Duration::compareTo)
                            .orElse(Duration.ZERO);
            ends.put(task.name(), runs.test(task) ? start.plus(tries(task)) : start);
        }
        return Collections.max(ends.values());
    }

    private static Duration ending(JsonNode pipeline) {
        Duration all = Duration.ZERO;
        for (JsonNode each : pipeline.at("/spec/finally")) {
            all = all.plus(tries(new PipelineTask(each)));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    @DisplayName(
            "the longest way, with every retry, is shorter than the hour Tekton gives a run, where nobody is waited for")
    void fitsIntoAnHour(JsonNode pipeline) {
        Duration longest = longestWay(pipeline).plus(ending(pipeline));
        boolean waitsForPeople = Catalog.nameOf(pipeline).equals(PROMOTE);
        assertEquals(!waitsForPeople, longest.compareTo(TEKTONS_HOUR) < 0, longest.toString());
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    @DisplayName(
            "at most one finally Task, which reads no results, and no task reads another's but what was planned")
    void noResultsBetweenTasks(JsonNode pipeline) {
        assertTrue(pipeline.at("/spec/finally").size() <= 1);
        Set<String> read = new TreeSet<>();
        tasks(pipeline).forEach(task -> read.addAll(new PipelineTask(task).resultsRead()));
        for (JsonNode last : pipeline.at("/spec/finally")) {
            assertEquals(Set.of(), new PipelineTask(last).resultsRead());
        }
        assertEquals(
                Catalog.nameOf(pipeline).equals(PROMOTE)
                        ? Set.of(
                                "plan/outcome",
                                "plan/plan-digest",
                                "plan/summary",
                                "promote/verdict")
                        : Set.of(),
                read);
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    @DisplayName("tasks that wait for long are not retried: they would wait twice")
    void retriesAreQuick(JsonNode pipeline) {
        for (JsonNode each : tasks(pipeline)) {
            PipelineTask task = new PipelineTask(each);
            boolean waits =
                    Set.of("meshfed-await-control-plane", "meshfed-locate-gateway")
                                    .contains(task.taskName())
                            || task.taskName().equals("meshfed-verify-federation");
            assertFalse(waits && task.retries() > 0, task.name());
        }
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    @DisplayName("every declared param and workspace is used, described, and there")
    void declaredIsUsed(JsonNode pipeline) {
        Set<String> used = new TreeSet<>();
        tasks(pipeline)
                .forEach(
                        task ->
                                Variables.references(task)
                                        .forEach(name -> used.add(name.replace("[*]", ""))));
        for (JsonNode each : pipeline.at("/spec/params")) {
            assertTrue(used.remove("params." + each.path("name").asText()), each::toString);
            assertFalse(each.path("description").asText().isEmpty(), each::toString);
        }
        used.removeIf(name -> name.startsWith("tasks."));
        used.removeIf(name -> name.startsWith("context.pipelineRun."));
        assertEquals(Set.of(), used);
        for (JsonNode task : tasks(pipeline)) {
            String reference = new PipelineTask(task).taskName();
            if (reference.isEmpty()) {
                continue;
            }
            assertEquals(
                    names(SHIPPED.find("Task", reference).path("spec"), "workspaces"),
                    names(task, "workspaces"),
                    task::toString);
        }
    }

    @Test
    @DisplayName(
            "peers are made when roots and service sets of both sides are, and both by one task")
    void peersLast() {
        Map<String, Set<String>> before = new HashMap<>();
        for (JsonNode each : SHIPPED.find("Pipeline", "meshfed-federate").at("/spec/tasks")) {
            PipelineTask task = new PipelineTask(each);
            Set<String> all = new TreeSet<>(task.dependencies());
            task.dependencies().forEach(d -> all.addAll(before.get(d)));
            before.put(task.name(), all);
        }

        assertTrue(
                before.get("peers").containsAll(Set.of("trust", "exports", "imports", "gateways")));
        assertEquals(Set.of("peers"), Set.copyOf(withTask("meshfed-peer")));
    }

    private static List<String> withTask(String reference) {
        return tasks(SHIPPED.find("Pipeline", "meshfed-federate")).stream()
                .map(PipelineTask::new)
                .filter(task -> task.taskName().equals(reference))
                .map(PipelineTask::name)
                .toList();
    }

    @Test
    @DisplayName("the composite Task has the pipeline's steps in an order that the pipeline allows")
    void compositeIsThePipeline() {
        List<String> actions = new ArrayList<>();
        for (JsonNode step :
                SHIPPED.find("Task", "meshfed-federate-in-one-pod").at("/spec/steps")) {
            actions.add(step.at("/ref/name").asText());
            assertFalse(SHIPPED.find("StepAction", step.at("/ref/name").asText()).isMissingNode());
            assertEquals("96Mi", step.at("/computeResources/limits/memory").asText());
        }
        List<String> inPipeline = new ArrayList<>();
        SHIPPED.find("Pipeline", "meshfed-federate")
                .at("/spec/tasks")
                .forEach(task -> inPipeline.add(new PipelineTask(task).taskName()));
        assertEquals(inPipeline, actions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.6.6", "v1.9.6", "v1.12.2", "v1.15.0"})
    @DisplayName("Tekton's strict schemas accept every file and every sample")
    void schemas(String version) {
        assumeTrue(Files.isDirectory(SCHEMAS), "Tekton's schemas are not beside this checkout");
        List<JsonNode> all = new ArrayList<>(Samples.all());
        Catalog.files(Path.of("pipelines"))
                .forEach(f -> all.addAll(Catalog.documents(Catalog.text(f))));
        int checked = 0;
        for (JsonNode each : all) {
            if (each.path("apiVersion").asText().startsWith("tekton.dev/")) {
                assertEquals(Set.of(), problems(version, each), () -> Catalog.nameOf(each));
                checked++;
            }
        }
        assertTrue(checked >= 14, "only " + checked);
    }

    private static Set<?> problems(String version, JsonNode document) {
        String kind = document.path("kind").asText().toLowerCase(Locale.ROOT);
        String text = Catalog.text(SCHEMAS.resolve(version).resolve(kind + "-v1.json"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(text)
                .validate(document);
    }

    @Test
    @DisplayName("the guide's command that promotes an approved plan gives time for every retry")
    void guideToPromotion() {
        Pattern times =
                Pattern.compile("meshfed-promote --[^#]*?-timeout (\\S+) \\S+ (\\S+) \\S+ (\\S+)");
        Matcher given = times.matcher(Catalog.text(Path.of("docs/tekton.md")));
        assertTrue(given.find());
        Duration tasks = Durations.of(given.group(2));
        Duration last = Durations.of(given.group(3));
        JsonNode promote = SHIPPED.find("Pipeline", PROMOTE);
        Duration longest = longestWay(promote, task -> task.custom().isEmpty());
        assertTrue(longest.compareTo(tasks) < 0, longest + " of " + tasks);
        assertTrue(ending(promote).compareTo(last) <= 0, last::toString);
        assertTrue(tasks.plus(last).compareTo(Durations.of(given.group(1))) <= 0);
    }

    @Test
    @DisplayName("samples give what their pipeline declares, and time for every retry")
    void samples() {
        int runs = 0;
        for (JsonNode run : Samples.all()) {
            if (!run.path("kind").asText().equals("PipelineRun")) {
                continue;
            }
            runs++;
            JsonNode spec = run.path("spec");
            JsonNode pipeline = SHIPPED.find("Pipeline", Samples.pipeline(run));
            assertFalse(pipeline.isMissingNode(), run::toString);
            assertTrue(
                    names(pipeline.path("spec"), "params").containsAll(names(spec, "params")),
                    run::toString);
            assertEquals(Set.of("federation", "kubeconfig"), names(spec, "workspaces"));
            Duration tasks = Durations.of(spec.at("/timeouts/tasks").asText());
            Duration last = Durations.of(spec.at("/timeouts/finally").asText());
            Duration whole = Durations.of(spec.at("/timeouts/pipeline").asText());
            assertTrue(tasks.plus(last).compareTo(whole) <= 0, run::toString);
            assertTrue(longestWay(pipeline).compareTo(tasks) < 0, run::toString);
            assertTrue(ending(pipeline).compareTo(last) <= 0, run::toString);
            String account = spec.at("/taskRunTemplate/serviceAccountName").asText();
            assertFalse(SHIPPED.find("ServiceAccount", account).isMissingNode(), account);
        }
        assertEquals(23, runs);
    }

    private static Set<String> names(JsonNode spec, String list) {
        Set<String> names = new TreeSet<>();
        spec.path(list).forEach(each -> names.add(each.path("name").asText()));
        return names;
    }
}
