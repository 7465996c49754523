package io.meshfed.jenkins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.jenkins.Controller.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("meshfedPromote plans, asks, promotes under the lock, and takes back what ends badly")
@ResourceLock("the job")
@Order(2)
class PromoteVarTest {

    private static final String CALL =
            "@Library('meshfed@1.0.0') _\nreturn meshfedPromote(promotion: 'p.yaml', agent: 'linux', approvers: 'managers', kubeconfigCredentialsId: 'aro'%s)";
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @TempDir private Path folder;
    private Workspace workspace;
    private final ScriptedAgent agent = new ScriptedAgent();

    @BeforeEach
    void prepare() throws IOException {
        workspace = Workspace.ofSeventhBuild(folder);
        agent.result("plan-promotion", "outcome", "planned")
                .result("plan-promotion", "plan-digest", DIGEST)
                .result("plan-promotion", "summary", "v2 from stg to prod: 7 changes")
                .result("promote", "verdict", "promoted")
                .result("promote", "PLAN_DIGEST", DIGEST);
    }

    private Build run(Mode mode, String more) {
        return Controller.in(mode).run(CALL.formatted(more), workspace, agent);
    }

    /** What ran after the plan; what only renews is told of elsewhere. */
    private List<String> after() {
        return agent.ran().stream()
                .filter(
                        command ->
                                !List.of(
                                                "verify-federation",
                                                "plan-promotion",
                                                "acquire-lock --keep")
                                        .contains(command))
                .toList();
    }

    private String asked(String command) {
        return agent.asked().get(agent.ran().indexOf(command));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a good release: the plan in the page, a person's yes, the lock, a proof")
    void good(Mode mode) throws IOException {
        Build build = run(mode, "");

        assertEquals("promoted", build.results().get("verdict"));
        assertEquals("SUCCESS", build.result());
        assertTrue(
                build.description().contains("v2 from stg to prod: 7 changes, plan " + DIGEST),
                build.description());
        assertEquals(List.of("acquire-lock", "promote", "judge-gates", "release-lock"), after());
        assertTrue(asked("promote").contains("\"expectedPlanDigest\":\"" + DIGEST + '"'));
        assertTrue(asked("promote").contains("\"approver\":\"jane\""));
        assertTrue(asked("promote").contains("\"holder\":\"jenkins-job-7\""));
        Golden.check("promote", build, workspace);
    }

    @Test
    @DisplayName("who thinks it over has no agent, and no lock is taken before they said yes")
    void approvalWithoutAgent() {
        List<String> calls = run(Mode.PLAIN, "").calls();

        String input =
                calls.stream()
                        .filter(c -> c.strip().startsWith("input "))
                        .findFirst()
                        .orElseThrow();
        List<String> before = calls.subList(0, calls.indexOf(input));
        long agents = before.stream().filter(call -> call.startsWith("node")).count();
        assertEquals(1, agents);
        assertTrue(before.get(before.size() - 1).strip().startsWith("timeout time: 24"));
        assertTrue(input.startsWith("    input "), "below node it would be deeper: " + input);
        assertTrue(before.stream().noneMatch(call -> call.contains("acquire-lock")));
        assertTrue(input.contains("submitter: managers"), input);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("refused, nothing is locked")
    void refused(Mode mode) {
        agent.refusing();

        Build build = run(mode, "");

        assertEquals("ABORTED", build.result());
        assertEquals(List.of(), after());
    }

    @Test
    @DisplayName("nothing to change asks nobody")
    void unchanged() {
        agent.result("plan-promotion", "outcome", "unchanged");

        Build build = run(Mode.CPS, "");

        assertEquals("unchanged", build.results().get("verdict"));
        assertEquals(List.of(), after());
        assertTrue(build.calls().stream().noneMatch(call -> call.contains("input")));
    }

    @Test
    @DisplayName("a plan that was approved elsewhere asks nobody, and is compared at once")
    void approvedElsewhere() {
        Build build = run(Mode.CPS, ", planDigest: '" + DIGEST + "', approver: 'joe'");

        assertEquals("SUCCESS", build.result(), build::told);
        assertTrue(build.calls().stream().noneMatch(call -> call.contains("input")));
        assertTrue(asked("plan-promotion").contains("\"expectedPlanDigest\":\"" + DIGEST + '"'));
        assertTrue(asked("promote").contains("\"approver\":\"joe\""));
    }

    @Test
    @DisplayName("with nobody asked, the program is told that the digest approves nothing")
    void nobodyAsked() {
        Build build = run(Mode.CPS, ", approval: 'none'");

        assertEquals("SUCCESS", build.result(), build::told);
        assertTrue(build.calls().stream().noneMatch(call -> call.contains("input")));
        assertTrue(asked("promote").contains("\"approval\":\"none\""), asked("promote"));
    }

    @ParameterizedTest
    @CsvSource({
        "promote, 16, GATE-FAIL",
        "promote, 17, GATE-UNKNOWN",
        "promote, 13, CONFLICT",
        "promote, 137, ''",
        "judge-gates, 16, GATE-FAIL",
        "judge-gates, 17, GATE-UNKNOWN"
    })
    @DisplayName("what ends badly is taken back under the lock, if it is the build's own")
    void takenBack(String command, int code, String errorClass) {
        agent.ends(command, code, errorClass);

        Build build = run(Mode.CPS, "");

        assertEquals("FAILURE", build.result(), build::told);
        List<String> ran = after();
        assertEquals(
                List.of(command, "roll-back", "release-lock"),
                ran.subList(ran.indexOf(command), ran.size()));
        assertTrue(asked("roll-back").contains("\"onlyOwn\":true"));
        assertTrue(asked("roll-back").contains("\"holder\":\"jenkins-job-7\""));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("an abort is taken back as well")
    void aborted(Mode mode) {
        agent.abortedAt("promote");

        Build build = run(mode, "");

        assertEquals("ABORTED", build.result(), build::told);
        assertEquals(List.of("acquire-lock", "promote", "roll-back", "release-lock"), after());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("with the agent lost another one takes it back, by the lock that is still held")
    void agentLost(Mode mode) throws IOException {
        // Promoting, taking back, giving back, renewing: all of them find nobody there.
        agent.lostAt("promote", 4);

        Build build = run(mode, "");

        assertEquals("FAILURE", build.result());
        assertEquals(List.of("acquire-lock", "roll-back", "release-lock"), after());
        assertEquals(
                3, build.calls().stream().filter(call -> call.startsWith("node linux")).count());
        Golden.check("promote-agent-lost", build, workspace);
    }

    @Test
    @DisplayName("left as it is where that is asked for: the next build goes on")
    void left() {
        agent.ends("promote", 17, "GATE-UNKNOWN").result("promote", "verdict", "paused");

        Build build = run(Mode.CPS, ", onFailure: 'leave'");

        assertEquals("UNSTABLE", build.result(), build::told);
        assertFalse(after().contains("roll-back"));
        assertTrue(after().contains("release-lock"));
    }

    @Test
    @DisplayName("somebody else's lock is a CONFLICT, and nothing of theirs is taken back")
    void locked() {
        agent.ends("acquire-lock", 13, "CONFLICT");

        assertEquals("FAILURE", run(Mode.CPS, "").result());
        assertEquals(List.of("acquire-lock"), after());
    }

    @ParameterizedTest
    @ValueSource(strings = {", aproval: 'none'", ", approval: 'non'", ", onFailure: 'rollback'"})
    @DisplayName("a word that nobody knows ends it before anything ran")
    void misspelt(String more) {
        Build build = run(Mode.PLAIN, more);

        assertEquals("FAILURE", build.result());
        assertTrue(build.thrown().getMessage().startsWith("meshfedPromote: INPUT: "));
        assertEquals(List.of(), agent.ran());
    }
}
