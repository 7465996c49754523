package io.meshfed.jenkins;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.jenkins.Controller.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName(
        "a step of the library calls the steps of Jenkins that its golden file shows, plain and in CPS")
@ResourceLock("the job")
@Order(2)
class VarsTest {

    private static final String LIBRARY = "@Library('meshfed@1.0.0') _\n";

    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeEach
    void prepare() throws IOException {
        workspace =
                new Workspace(Files.createDirectory(folder.resolve("job")))
                        .withCredential("aro", "SECRET-aro")
                        .withCredential("rosa", "SECRET-rosa");
    }

    private Build run(Mode mode, FakeAgent agent, String script) {
        return Controller.in(mode).run(LIBRARY + script, workspace, agent);
    }

    private void golden(String name, Build build) throws IOException {
        Golden.check(name, build, workspace);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("success: results come back as text, reports are published, folders go")
    void success(Mode mode) throws IOException {
        Build build =
                run(
                        mode,
                        FakeAgent.ending(0, "OK", "share-trust of pair: OK"),
                        """
                        def name = 'east'
                        return meshfedShareTrust(federation: "contexts/${name}/federation.yaml", dryRun: 'server', mesh: ['a', 'b'],
                            sharedRoot: true, timeout: '5m', kubeconfigCredentialsId: 'aro')
                        """);

        golden("success", build);
        assertEquals("OK", build.results().get("class"));
        assertEquals(1, build.scripts().size());
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "PLAIN, 2, DIFF, UNSTABLE",
        "CPS, 2, DIFF, UNSTABLE",
        "PLAIN, 17, GATE-UNKNOWN, UNSTABLE",
        "CPS, 17, GATE-UNKNOWN, UNSTABLE",
        "PLAIN, 1, BUG, FAILURE",
        "PLAIN, 10, INPUT, FAILURE",
        "PLAIN, 11, AUTH, FAILURE",
        "PLAIN, 12, PRECOND, FAILURE",
        "PLAIN, 13, CONFLICT, FAILURE",
        "PLAIN, 14, TRANSIENT, FAILURE",
        "PLAIN, 15, WAIT, FAILURE",
        "CPS, 15, WAIT, FAILURE",
        "PLAIN, 16, GATE-FAIL, FAILURE",
        "PLAIN, 18, PARTIAL, FAILURE",
        "PLAIN, 143, INTERRUPTED, FAILURE",
        "PLAIN, 2, OK, FAILURE",
        "PLAIN, 2, WAIT, FAILURE",
        "PLAIN, 0, DIFF, FAILURE"
    })
    @DisplayName(
            "each exit class: DIFF and GATE-UNKNOWN are for a person to look at, the rest fails")
    void classes(Mode mode, int code, String errorClass, String result) throws IOException {
        Build build =
                run(
                        mode,
                        FakeAgent.ending(code, errorClass, "plan of pair: " + errorClass + ": why"),
                        "meshfedPlan(federation: 'x.yaml')");

        assertEquals(result, build.result());
        assertEquals("plan of pair: " + errorClass + ": why", build.description());
        golden(
                result.equals("UNSTABLE")
                        ? "unstable-" + code
                        : "failure-" + code + "-" + errorClass,
                build);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a program that is not there or was killed is told from one that failed")
    void killed(Mode mode) throws IOException {
        golden("killed", run(mode, FakeAgent.without(137), "meshfedPlan()"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a missing credential ends the step before anything ran")
    void missingCredential(Mode mode) throws IOException {
        Build build =
                run(
                        mode,
                        FakeAgent.ending(0, "OK", ""),
                        "meshfedPlan(kubeconfigCredentialsId: ['aro', 'nobody'])");

        assertEquals(
                "Could not find credentials entry with ID 'nobody'", build.thrown().getMessage());
        assertEquals(List.of(), build.scripts());
        golden("missing-credential", build);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a required key that is missing is named before anything ran")
    void missingKey(Mode mode) throws IOException {
        golden(
                "missing-key",
                run(
                        mode,
                        FakeAgent.without(0),
                        "meshfedPipelineRun(namespace: 'x', pipeline: '')"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "a variable that nobody set is no credential: the agent's own kubeconfig is not used")
    void emptyCredential(Mode mode) throws IOException {
        golden(
                "empty-credential",
                run(
                        mode,
                        FakeAgent.without(0),
                        "meshfedPlan(kubeconfigCredentialsId: env.NOWHERE)"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("unknown keys are named together, each with the nearest right one")
    void unknownKeys(Mode mode) throws IOException {
        golden(
                "unknown-keys",
                run(
                        mode,
                        FakeAgent.without(0),
                        "meshfedFederateStep(dryrun: 'server', kubeconfigCredentialId: 'x', 'time-out': '5m', name: '../x')"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "parallel branches see their own kubeconfigs and folders only, however they overlap")
    void parallel(Mode mode) throws IOException {
        FakeAgent agent = FakeAgent.ending(0, "OK", "");
        Build build =
                run(
                        mode,
                        agent,
                        """
                        parallel(
                            one: { meshfedPlan(federation: 'one.yaml', kubeconfigCredentialsId: 'aro') },
                            two: { meshfedPlan(federation: 'two.yaml', kubeconfigCredentialsId: ['rosa', 'aro']) },
                            three: { meshfedPlan(federation: 'three.yaml') })
                        """);

        golden("parallel", build);
        assertAll(
                () -> assertEquals(3, agent.seen().size()),
                () ->
                        assertEquals(
                                3,
                                agent.seen().stream()
                                        .map(seen -> seen.get("MESHFED_FOLDER"))
                                        .distinct()
                                        .count()));
        Map<String, String> three =
                agent.seen().stream()
                        .filter(seen -> !seen.containsKey("KUBECONFIG"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(three.keySet().stream().noneMatch(name -> name.contains("KUBECONFIG")));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("where the program is: a container of the pod, an image, a tool, a launcher")
    void whereFrom(Mode mode) throws IOException {
        golden(
                "where-from",
                run(
                        mode,
                        FakeAgent.ending(0, "OK", ""),
                        """
                        meshfedPlan(image: 'meshfed', kubeconfigCredentialsId: 'aro', limitMinutes: 5, name: 'pair')
                        meshfedPlan(image: 'registry.example.com/meshfed@sha256:00', junit: false, archive: false)
                        meshfedPlan(tool: '/opt/meshfed/meshfed')
                        meshfedPlan(launcher: 'meshfed-1.0.0/meshfed')
                        """));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the ready stages, and a run in Tekton")
    void stages(Mode mode) throws IOException {
        golden(
                "stages",
                run(
                        mode,
                        FakeAgent.ending(0, "OK", ""),
                        """
                        meshfedFederate(federation: 'x.yaml', kubeconfigCredentialsId: 'aro', dryRun: 'server', name: 'pair')
                        meshfedVerify(federation: 'x.yaml', timeout: '5m')
                        return meshfedPipelineRun(pipeline: 'meshfed-federate', param: ['dry-run': 'none'],
                            workspace: [federation: 'configmap:federation'], namespace: 'mesh-operations')
                        """));
    }

    @ParameterizedTest(name = "{1} {0}")
    @CsvSource({
        "federate.declarative, PLAIN",
        "failover-drill.declarative, PLAIN",
        "failover-drill.scripted, CPS",
        "lock.scripted, PLAIN",
        "lock.scripted, CPS",
        "promote.declarative, PLAIN",
        "promote.scripted, CPS",
        "federate.declarative, CPS",
        "parallel.declarative, PLAIN",
        "parallel.declarative, CPS",
        "verify-nightly.declarative, PLAIN",
        "verify-nightly.scripted, CPS"
    })
    @DisplayName("the samples end as their program does, and say so")
    void samples(String name, Mode mode) throws IOException {
        String sample = Files.readString(Path.of("docs/samples/jenkins", name + ".Jenkinsfile"));
        for (String id : List.of("kubeconfig-aro", "kubeconfig-rosa", "kubeconfigs-eu-us")) {
            workspace = workspace.withCredential(id, "SECRET-" + id);
        }
        workspace = workspace.withEnvironment(Map.of("BUILD_TAG", "jenkins-job-7"));

        Build good = Controller.in(mode).run(sample, workspace, FakeAgent.ending(0, "OK", ""));
        Build bad =
                Controller.in(mode).run(sample, workspace, FakeAgent.ending(15, "WAIT", "late"));

        assertEquals("SUCCESS", good.result(), good::told);
        assertEquals("FAILURE", bad.result());
        assertTrue(bad.description().startsWith("late"), bad.description());
        assertEquals(name.startsWith("federate"), bad.log().contains("See the build description"));
        assertFalse(good.everything().contains("SECRET"));
    }
}
