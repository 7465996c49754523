package io.meshfed.jenkins;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cli.JUnitFiles;
import io.meshfed.jenkins.Controller.Mode;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.api.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.w3c.dom.Document;

/**
 * One story in order, as a job lives it: the samples and the library, real processes, real files.
 */
@Tag("sweeps")
@DisplayName("the library runs the real program")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(480)
@Execution(ExecutionMode.CONCURRENT)
// Beside other classes, but its chapters one after the other: what is locked has no parallel parts.
@ResourceLock("the job")
@Order(1)
class EndToEndTest {

    private static final Path SAMPLES = Path.of("docs/samples/jenkins");
    private static final String LIBRARY = "@Library('meshfed@1.0.0') _\n";
    private static final String HERE =
            "(federation: 'contexts/aro-rosa/federation.yaml', kubeconfigCredentialsId: ['kubeconfig-aro', 'kubeconfig-rosa']";

    private static final Map<Mode, Controller> CONTROLLERS =
            Map.of(
                    Mode.PLAIN, Controller.ofItsOwn(Mode.PLAIN),
                    Mode.CPS, Controller.ofItsOwn(Mode.CPS));

    @TempDir private static Path folder;
    private static Workspace workspace;
    private static SandboxJob ours;
    private static SandboxJob theirs;
    private Build last;

    @BeforeAll
    static void start() throws IOException {
        Path job = Files.createDirectory(folder.resolve("job"));
        String text = Files.readString(Path.of("contexts/aro-rosa/federation.yaml"));
        Path aroRosa = file(job, "aro-rosa", text);
        Path euUs =
                file(
                        job,
                        "eu-us",
                        text.replaceAll("\\baro", "eu")
                                .replaceAll("\\brosa", "us")
                                .replace("-rosa", "-us"));
        ours = SandboxJob.of(aroRosa, folder);
        theirs = SandboxJob.of(euUs, folder);
        workspace =
                new Workspace(job)
                        .withCredential("kubeconfig-aro", ours.kubeconfig("aro"))
                        .withCredential("kubeconfig-rosa", ours.kubeconfig("rosa"))
                        .withCredential("kubeconfigs-eu-us", theirs.kubeconfig());
    }

    private static Path file(Path job, String name, String text) throws IOException {
        Path file = job.resolve("contexts/" + name + "/federation.yaml");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @AfterAll
    static void stop() {
        ours.close();
        theirs.close();
    }

    private Build run(Mode mode, String abortAt, String script) throws IOException {
        Build build =
                CONTROLLERS
                        .get(mode)
                        .run(script, workspace, new RealAgent(folder.resolve("agent"), abortAt));
        last = build;
        return build;
    }

    private Build run(String script) throws IOException {
        return run(Mode.PLAIN, "", script);
    }

    private Build sample(String name) throws IOException {
        return run(Files.readString(SAMPLES.resolve(name)));
    }

    @AfterEach
    void nothingIsTold() throws IOException {
        assertEquals(
                List.of(
                        "contexts",
                        "contexts/aro-rosa",
                        "contexts/aro-rosa/federation.yaml",
                        "contexts/eu-us",
                        "contexts/eu-us/federation.yaml"),
                workspace.files(),
                "nothing stays on the agent");
        String everything = last.everything();
        assertFalse(ours.secrets().isEmpty());
        for (SandboxJob job : List.of(ours, theirs)) {
            for (String secret : job.secrets()) {
                assertFalse(everything.contains(secret), "a secret is told");
            }
        }
    }

    @Test
    @Order(1)
    @DisplayName("the plan of a fresh federation is UNSTABLE, and is archived")
    void plan() throws IOException {
        Build build = run(LIBRARY + "return meshfedPlan" + HERE + ")");

        assertEquals("UNSTABLE", build.result(), build.log());
        assertEquals("DIFF", build.results().get("class"));
        assertTrue(build.description().startsWith("plan of aro-rosa: DIFF: "), build.description());
        assertTrue(build.published("report.md").startsWith("### meshfed plan of `aro-rosa`: DIFF"));
        assertTrue(build.log().contains("meshfed plan: the program is " + folder), build.log());
    }

    @Test
    @Order(2)
    @DisplayName("sample: parallel federations of different files, each with its own kubeconfigs")
    void parallel() throws IOException {
        Build build = sample("parallel.scripted.Jenkinsfile");

        assertEquals("SUCCESS", build.result(), build::told);
        assertTrue(build.published("eu-us/report.json").contains("\"federation\" : \"eu-us\""));
        assertTrue(
                build.published("aro-rosa/report.json").contains("\"federation\" : \"aro-rosa\""));
    }

    @Test
    @Order(3)
    @DisplayName("sample: federate once more changes nothing")
    void federate() throws IOException {
        Build build = sample("federate.scripted.Jenkinsfile");

        assertEquals("SUCCESS", build.result(), build::told);
        assertTrue(build.log().endsWith("verified directions: 2, changes: 0\n"), build.log());
    }

    @Test
    @Order(4)
    @DisplayName("sample: the nightly verification publishes a case per check")
    void verify() throws IOException {
        Build build = sample("verify-nightly.scripted.Jenkinsfile");

        assertEquals("SUCCESS", build.result(), build::told);
        Document xml = JUnitFiles.strict(build.published("aro-rosa/junit.xml"));
        assertEquals("0", JUnitFiles.find(xml, "/testsuites/@failures"));
        assertTrue(Integer.parseInt(JUnitFiles.find(xml, "/testsuites/@tests")) > 20);
    }

    @Test
    @Order(5)
    @DisplayName("the declarative samples run as far as their steps go")
    void declarative() throws IOException {
        for (String name : List.of("federate", "verify-nightly")) {
            Build build = sample(name + ".declarative.Jenkinsfile");
            assertEquals("SUCCESS", build.result(), build::told);
            assertFalse(build.log().contains("See the build description"));
        }
    }

    @Test
    @Order(6)
    @DisplayName("a broken peer fails the build with class and reason, and is a failed test")
    void brokenPeer() throws IOException {
        ObjectStore store = ours.sandbox().apiServer("rosa").store();
        Map<String, Object> imports =
                store.get(ResourceTypes.IMPORTS, "rosa-prod-mesh", "aro-stg-mesh").orElseThrow();
        Map<String, Object> edited = new LinkedHashMap<>(imports);
        edited.put("spec", Map.of("importRules", List.of()));
        store.put(edited);

        Build build =
                run(Mode.CPS, "", LIBRARY + "meshfedVerifyFederation" + HERE + ", timeout: '3s')");

        Map<String, Object> again = new LinkedHashMap<>(edited);
        again.put("spec", imports.get("spec"));
        store.put(again);
        Document xml = JUnitFiles.strict(build.published("junit.xml"));
        assertAll(
                () -> assertEquals("FAILURE", build.result()),
                () ->
                        assertTrue(
                                build.description()
                                        .startsWith("verify-federation of aro-rosa: PRECOND: "),
                                build.description()),
                () -> assertEquals(build.description(), build.thrown().getMessage()),
                () ->
                        assertTrue(
                                JUnitFiles.find(xml, "//testcase[failure]/@classname")
                                        .startsWith("meshfed.aro-rosa.direction-")));
    }

    @Test
    @Order(7)
    @DisplayName("a missing kubeconfig is AUTH or INPUT, not a fall back to another cluster")
    void wrongKubeconfig() throws IOException {
        Build build =
                run(
                        LIBRARY
                                + "meshfedVerify(federation: 'contexts/aro-rosa/federation.yaml', kubeconfigCredentialsId: 'kubeconfigs-eu-us')");

        assertEquals("FAILURE", build.result());
        assertTrue(build.description().startsWith("verify-access"), build.description());
    }

    @Test
    @Order(8)
    @DisplayName("a value that a shell would run is a value, and is refused by the program")
    void quoting() throws IOException {
        Build build =
                run(
                        LIBRARY
                                + "meshfedPlan(federation: '$(touch x); `touch y`; \"\\'.yaml', timeout: '5 \"m')");

        assertEquals("FAILURE", build.result());
        assertTrue(build.description().contains("INPUT"), build.description());
    }

    @Test
    @Order(8)
    @DisplayName(
            "a run in Tekton is asked for with its name and its maps, and ends as the program does")
    void pipelineRun() throws IOException {
        Build build =
                run(
                        LIBRARY
                                + "meshfedPipelineRun(pipeline: 'x', param: ['a': '1'], workspace: [w: 'emptyDir'],"
                                + " context: 'aro', namespace: 'default', kubeconfigCredentialsId: 'kubeconfig-aro')");

        assertEquals("FAILURE", build.result());
        assertTrue(build.description().matches("pipeline start: PRECOND: .*"), build.description());
    }

    @Test
    @Order(9)
    @DisplayName("an abort reaches the program, which writes its reports before it ends")
    void aborted() throws IOException {
        Build build =
                run(
                        Mode.PLAIN,
                        "waiting for the federation",
                        LIBRARY
                                + "meshfedVerifyFederation"
                                + HERE
                                + ", samples: 100, interval: '1s')");

        assertInstanceOf(FlowInterruptedException.class, build.thrown());
        assertEquals("ABORTED", build.result());
        assertTrue(build.published("report.json").contains("INTERRUPTED"));
        assertTrue(build.description().contains(": INTERRUPTED: "), build.description());
    }

    @Test
    @Order(10)
    @DisplayName("unfederate, and once more")
    void unfederate() throws IOException {
        assertEquals(
                "SUCCESS", run(LIBRARY + "meshfedUnfederate" + HERE + ", settle: '0s')").result());
        Build again = run(LIBRARY + "return meshfedUnfederate" + HERE + ", settle: '0s')");

        assertEquals("0", again.results().get("changed"), again::told);
    }
}
