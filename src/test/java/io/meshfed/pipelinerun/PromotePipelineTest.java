package io.meshfed.pipelinerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps are scripted, the YAML is ours. */
@DisplayName("the pipeline that promotes")
@Timeout(240)
class PromotePipelineTest {

    private static final Catalog SHIPPED = Catalog.shipped();
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String APPROVE = "approve/ApprovalTask";
    private static final String ROLL_BACK = "finish/roll-back";
    private static final List<String> ORDERLY =
            List.of("finish/promotion-status", "finish/release-lock");

    @TempDir private Path folder;
    private final ScriptedSteps steps = new ScriptedSteps();

    @BeforeEach
    void plan() {
        steps.result("plan/plan-promotion", "outcome", "planned")
                .result("plan/plan-promotion", "plan-digest", DIGEST)
                .result("promote/promote", "verdict", "promoted")
                .result("finish/promotion-status", "verdict", "told");
    }

    private RunRequest request() {
        return RunRequest.of("meshfed-promote")
                .with("federation", Binding.of(folder))
                .with("kubeconfig", Binding.of(folder));
    }

    private RunEnd run(RunRequest request) throws InterruptedException {
        try (PipelineRunner runner = new PipelineRunner(new TaskRunner(SHIPPED, steps, folder))) {
            return runner.run(request, new RunControl());
        }
    }

    private RunEnd approved() throws InterruptedException {
        return run(request().with("plan-digest", DIGEST));
    }

    /** What ran after the plan. */
    private List<String> after() {
        return steps.started().stream()
                .filter(step -> !Set.of("verify", "plan").contains(step.split("/")[0]))
                .toList();
    }

    private void assertNothingLocked() {
        assertEquals(ORDERLY, after());
    }

    @Test
    @DisplayName("the first run plans, tells the digest, and ends without a lock")
    void plansOnly() throws InterruptedException {
        RunEnd end = run(request());

        assertTrue(end.good(), end::toString);
        assertEquals(DIGEST, end.results().get("plan-digest"));
        assertEquals("told", end.results().get("verdict"));
        assertNothingLocked();
    }

    @Test
    @DisplayName(
            "the second, with that digest, promotes exactly that plan, and gives the lock back")
    void secondRun() throws InterruptedException {
        RunEnd end = approved();

        assertTrue(end.good(), end::toString);
        assertEquals(
                List.of(
                        "lock/acquire-lock",
                        "promote/promote",
                        "prove/judge-gates",
                        "finish/promotion-status",
                        "finish/release-lock"),
                after());
        assertTrue(
                steps.command("plan/plan-promotion").contains("--expected-plan-digest=" + DIGEST));
        assertTrue(steps.command("promote/promote").contains("--expected-plan-digest=" + DIGEST));
        assertEquals(
                1,
                List.of("lock/acquire-lock", "promote/promote", "finish/release-lock").stream()
                        .map(this::holder)
                        .distinct()
                        .count());
    }

    private String holder(String step) {
        return steps.command(step).stream()
                .filter(argument -> argument.startsWith("--holder="))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("another digest than that of the plan promotes nothing")
    void anotherDigest() throws InterruptedException {
        run(request().with("plan-digest", "sha256:" + "b".repeat(64)));

        assertNothingLocked();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaet", "", "digest", "Gate", "required"})
    @DisplayName("a way to approve that nobody knows promotes nothing")
    void misspelt(String approval) throws InterruptedException {
        run(request().with("approval", approval));

        assertNothingLocked();
    }

    @Test
    @DisplayName("without a word from anybody promote is told that the digest approves nothing")
    void nobodyAsked() throws InterruptedException {
        run(request().with("approval", "none"));

        assertFalse(after().contains(APPROVE));
        List<String> promote = steps.command("promote/promote");
        assertTrue(promote.contains("--approval=none"), promote::toString);
        assertTrue(promote.contains("--expected-plan-digest=" + DIGEST), promote::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "evidence-ttl, 5m, promote/promote",
        "give-up-after, 2h, promote/promote",
        "ready-timeout, 7m, promote/promote",
        "rollback-timeout, 6m, promote/promote finish/roll-back",
        "url, http://prod.example, promote/promote prove/judge-gates finish/roll-back",
        "route, ingress, promote/promote prove/judge-gates finish/roll-back",
        "expect-status, 204, promote/promote prove/judge-gates finish/roll-back",
        "staging-url, http://stg.example, promote/promote",
        "staging-route, ingress, promote/promote"
    })
    @DisplayName("times and entrances reach every step that goes by them")
    void handedOn(String param, String value, String takers) throws InterruptedException {
        steps.ends("prove/judge-gates", 16);

        run(request().with("plan-digest", DIGEST).with(param, value));

        for (String step : takers.split(" ")) {
            assertTrue(
                    steps.command(step).contains("--%s=%s".formatted(param, value)),
                    () -> steps.command(step).toString());
        }
    }

    @Test
    @DisplayName("at the gate people are shown the plan and its digest before anything is locked")
    void gate() throws InterruptedException {
        RunEnd end = run(request().with("approval", "gate"));

        assertTrue(end.good(), end::toString);
        assertEquals(List.of(APPROVE, "lock/acquire-lock"), after().subList(0, 2));
        assertTrue(
                steps.command(APPROVE).contains("description=a summary, plan " + DIGEST),
                () -> steps.command(APPROVE).toString());
    }

    @Test
    @DisplayName("refused at the gate, nothing is locked or taken back")
    void refused() throws InterruptedException {
        steps.ends(APPROVE, 1);

        RunEnd end = run(request().with("approval", "gate"));

        assertEquals("Failed", end.reason());
        assertEquals(APPROVE, after().get(0));
        assertEquals(ORDERLY, after().subList(1, after().size()));
    }

    @Test
    @DisplayName("nothing to change asks nobody")
    void unchanged() throws InterruptedException {
        steps.result("plan/plan-promotion", "outcome", "unchanged");

        assertTrue(run(request().with("approval", "gate")).good());
        assertNothingLocked();
    }

    @Test
    @DisplayName("a plan that said nothing ends the run before the lock")
    void nothingSaid() throws InterruptedException {
        steps.result("plan/plan-promotion", "plan-digest", "");

        RunEnd end = approved();

        assertEquals("PipelineValidationFailed", end.reason());
        assertNothingLocked();
    }

    @ParameterizedTest
    @ValueSource(strings = {"promote/promote", "prove/judge-gates"})
    @DisplayName("what did not end well is taken back, then told, then the lock is given back")
    void takenBack(String failing) throws InterruptedException {
        steps.ends(failing, 255);

        RunEnd end = approved();

        assertEquals("Failed", end.reason());
        assertEquals("told", end.results().get("verdict"));
        List<String> last = after().subList(after().indexOf(failing) + 1, after().size());
        assertEquals(List.of(ROLL_BACK, "finish/promotion-status", "finish/release-lock"), last);
        assertTrue(steps.command(ROLL_BACK).contains("--only-own=true"));
        assertEquals(1, end.task(failing.split("/")[0]).attempts(), "it is not tried again");
    }

    @Test
    @DisplayName("what could not be taken back is told all the same, and the lock given back")
    void partial() throws InterruptedException {
        steps.ends("promote/promote", 16).ends(ROLL_BACK, 18).ends("finish/promotion-status", 14);

        RunEnd end = approved();

        assertEquals("finish/release-lock", after().get(after().size() - 1));
        assertTrue(end.task("finish").good(), end::toString);
    }

    @Test
    @DisplayName("left as it is where that is asked for")
    void left() throws InterruptedException {
        steps.ends("promote/promote", 17);

        run(request().with("plan-digest", DIGEST).with("on-failure", "leave"));

        assertFalse(after().contains(ROLL_BACK));
        assertTrue(after().containsAll(ORDERLY));
    }

    @Test
    @DisplayName("a pause that was asked for is no failure, and proves nothing yet")
    void paused() throws InterruptedException {
        steps.result("promote/promote", "verdict", "paused");

        RunEnd end = approved();

        assertTrue(end.good(), end::toString);
        assertEquals(RunState.WHEN, end.skipped().get("prove"));
        assertFalse(after().contains(ROLL_BACK));
    }

    @Test
    @DisplayName("somebody else's lock is a CONFLICT, and nothing of theirs is taken back")
    void locked() throws InterruptedException {
        steps.ends("lock/acquire-lock", 13);

        RunEnd end = approved();

        assertEquals(13, end.task("lock").exitCode());
        assertEquals(ORDERLY, after().subList(1, after().size()));
    }
}
