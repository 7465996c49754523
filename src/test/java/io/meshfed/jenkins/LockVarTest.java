package io.meshfed.jenkins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.jenkins.Controller.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("meshfedLock keeps the promotion lock for its body, and gives it back")
@ResourceLock("the job")
@Order(2)
class LockVarTest {

    private static final String LOCK =
            "@Library('meshfed@1.0.0') _\nreturn meshfedLock(mesh: 'p', ttl: '5m', kubeconfigCredentialsId: 'aro') {\n%s\n}";

    @TempDir private Path folder;
    private Workspace workspace;
    private final ScriptedAgent agent = new ScriptedAgent();

    @BeforeEach
    void prepare() throws IOException {
        workspace = Workspace.ofSeventhBuild(folder);
    }

    private Build run(Mode mode, String body) {
        return Controller.in(mode).run(LOCK.formatted(body), workspace, agent);
    }

    /** In JenkinsPipelineUnit a branch runs while another one waits for its script. */
    @ParameterizedTest
    @EnumSource
    @DisplayName("taken before the body, renewed beside it, given back after it, for the build")
    void kept(Mode mode) throws IOException {
        Build build = run(mode, "meshfedPlan(federation: 'x.yaml')['class']");

        assertEquals("OK", build.value(), build::told);
        assertEquals(
                List.of("acquire-lock", "plan", "release-lock", "acquire-lock --keep"),
                agent.ran());
        for (int lock : new int[] {0, 2, 3}) {
            assertTrue(agent.asked().get(lock).contains("\"holder\":\"jenkins-job-7\""));
        }
        Golden.check("lock", build, workspace);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("not taken, the body never runs")
    void notTaken(Mode mode) {
        agent.ends("acquire-lock", 13, "CONFLICT");

        Build build = run(mode, "meshfedPlan()");

        assertEquals("FAILURE", build.result());
        assertEquals(List.of("acquire-lock"), agent.ran());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a body that throws gives it back, and its own failure is told")
    void throwing(Mode mode) throws IOException {
        Build build = run(mode, "error('out of coffee')");

        assertEquals("out of coffee", build.thrown().getMessage());
        assertEquals("FAILURE", build.result());
        assertTrue(agent.ran().contains("release-lock"), agent.ran()::toString);
        Golden.check("lock-throwing", build, workspace);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("an abort gives it back, and the build stays aborted")
    void aborted(Mode mode) {
        agent.abortedAt("plan");

        Build build = run(mode, "meshfedPlan()");

        assertEquals("ABORTED", build.result(), build::told);
        assertTrue(agent.ran().contains("release-lock"), agent.ran()::toString);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("with the agent lost nothing renews it, and that it ends by itself is told")
    void agentLost(Mode mode) throws IOException {
        agent.lostAt("plan", 9);

        Build build = run(mode, "meshfedPlan()");

        assertEquals("FAILURE", build.result());
        assertEquals("the agent is offline", build.thrown().getMessage());
        assertEquals(List.of("acquire-lock"), agent.ran());
        assertTrue(
                build.log().contains("the promotion lock was not given back, and ends by itself"),
                build.log());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a lock that could not be given back after a good body fails the build")
    void notGivenBack(Mode mode) {
        agent.ends("release-lock", 14, "TRANSIENT");

        Build build = run(mode, "meshfedPlan()");

        assertEquals("FAILURE", build.result());
        assertTrue(build.description().contains("TRANSIENT"), build.description());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a lock that was lost meanwhile fails the build")
    void lost(Mode mode) {
        // Beside the body, which gets no further than its script, somebody else has the lock.
        agent.ends("acquire-lock --keep", 13, "CONFLICT");

        Build build = run(mode, "meshfedPlan()");

        assertEquals("FAILURE", build.result());
    }
}
