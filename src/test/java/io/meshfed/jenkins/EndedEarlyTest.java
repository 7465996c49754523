package io.meshfed.jenkins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.meshfed.jenkins.Controller.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("a build that is ended before its time stays aborted, and its folders go")
@ResourceLock("the job")
@Order(2)
class EndedEarlyTest {

    private static final String PLAN =
            "@Library('meshfed@1.0.0') _\nmeshfedPlan(kubeconfigCredentialsId: 'aro', limitMinutes: 5)";

    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeEach
    void prepare() throws IOException {
        workspace =
                new Workspace(Files.createDirectory(folder.resolve("job")))
                        .withCredential("aro", "SECRET-aro");
    }

    private void endsEarly(Mode mode, FakeAgent agent, String golden) throws IOException {
        Build build = Controller.in(mode).run(PLAN, workspace, agent);

        assertInstanceOf(FlowInterruptedException.class, build.thrown());
        assertEquals("ABORTED", build.result());
        assertEquals(List.of(), Workspace.below(workspace.temporary().resolve("secretFiles/0")));
        Golden.check(golden, build, workspace);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("by somebody: the description has the class and the reason of the program")
    void aborted(Mode mode) throws IOException {
        endsEarly(mode, FakeAgent.aborted(), "aborted");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("by somebody, before the program told anything: the description stays as it was")
    void abortedAtOnce(Mode mode) throws IOException {
        endsEarly(mode, FakeAgent.abortedAtOnce(), "aborted-at-once");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("by its limit: the description has the class and the reason of the program")
    void timeout(Mode mode) throws IOException {
        endsEarly(mode, FakeAgent.taking(6), "timeout");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("not by a limit that the program keeps")
    void inTime(Mode mode) {
        Build build = Controller.in(mode).run(PLAN, workspace, FakeAgent.taking(5));

        assertEquals("FAILURE", build.result());
    }
}
