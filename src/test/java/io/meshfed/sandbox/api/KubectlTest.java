package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.meshfed.sandbox.api.Kubectl.Result;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a person types, with the oldest and the newest kubectl that is installed. */
class KubectlTest {

    private static final String PEER =
            """
            apiVersion: federation.maistra.io/v1
            kind: ServiceMeshPeer
            metadata: { name: p }
            spec: { remote: { addresses: [a], discoveryPort: %d } }
            """;

    @TempDir private Path folder;

    private Kubectl kubectl;

    @TestFactory
    Stream<DynamicTest> kubectlIsAtHome() {
        List<Path> installed = Kubectl.installed();
        assumeFalse(installed.isEmpty(), "kubectl is not on the PATH");
        List<Path> some = new ArrayList<>(List.of(installed.get(0)));
        if (installed.size() > 1) {
            some.add(installed.get(installed.size() - 1));
        }
        return some.stream().flatMap(this::stories);
    }

    private Stream<DynamicTest> stories(Path program) {
        return Stream.of(
                story(program, "creates, shows and deletes", this::createsShowsDeletes),
                story(program, "applies from the client side", this::appliesFromClient),
                story(program, "applies from the server side", this::appliesFromServer),
                story(program, "patches and labels", this::patches),
                story(program, "waits and watches", this::waits),
                story(program, "asks what it may do", this::asks));
    }

    private DynamicTest story(Path program, String promise, Executable story) {
        return DynamicTest.dynamicTest(
                program.getFileName() + " " + promise,
                () -> {
                    try (ApiServer server = ApiServer.start(ApiServerOptions.of("aro"))) {
                        kubectl = new Kubectl(program, folder).on(server);
                        story.execute();
                    }
                });
    }

    private void createsShowsDeletes() {
        says("namespace/n created", "create", "namespace", "n");
        says("configmap/c created", "create", "configmap", "c", "--from-literal=k=v");
        says("secret/s created", "create", "secret", "generic", "s", "--from-literal=k=v");
        says("serviceaccount/sa created", "create", "serviceaccount", "sa");
        says("v", "get", "configmap", "c", "-o", "jsonpath={.data.k}");
        says("dg==", "get", "secret", "s", "-o", "jsonpath={.data.k}");
        contains("kind: ConfigMap", "get", "configmap", "c", "-o", "yaml");
        contains("NAME   DATA   AGE\nc      1 ", "get", "configmap");
        contains("configmap \"c\" deleted", "delete", "configmap", "c");
        contains("(NotFound): configmaps \"c\" not found", "get", "configmap", "c");
        contains("namespace \"n\" deleted", "delete", "namespace", "n");
    }

    private void appliesFromClient() {
        String peer = PEER.formatted(8188);
        String name = "servicemeshpeer.federation.maistra.io/p";
        assertEquals(name + " created", kubectl.feed(peer, "apply", "-f", "-").out());
        assertEquals(name + " unchanged", kubectl.feed(peer, "apply", "-f", "-").out());
        String other = PEER.formatted(8189);
        assertEquals(name + " configured", kubectl.feed(other, "apply", "-f", "-").out());
        String wrong = other.replace("discoveryPort", "discoverPort");
        Result refused = kubectl.feed(wrong, "apply", "-f", "-");
        assertTrue(
                refused.out().contains("unknown field \"spec.remote.discoverPort\""),
                refused.out());
        assertEquals(1, kubectl.feed(peer, "diff", "-f", "-").code());
    }

    private void appliesFromServer() {
        String peer = PEER.formatted(8188);
        String[] ours = {"apply", "--server-side", "--field-manager=one", "-f", "-"};
        String[] theirs = {"apply", "--server-side", "--field-manager=two", "-f", "-"};
        assertEquals(0, kubectl.feed(peer, ours).code());
        assertEquals(0, kubectl.feed(peer, theirs).code());
        Result conflict = kubectl.feed(PEER.formatted(8189), theirs);
        assertTrue(
                conflict.out()
                        .contains(
                                "Apply failed with 1 conflict: conflict with \"one\": .spec.remote.discoveryPort"),
                conflict.out());
    }

    private void patches() {
        kubectl.feed(PEER.formatted(8188), "apply", "-f", "-");
        says(
                "servicemeshpeer.federation.maistra.io/p patched",
                "patch",
                "servicemeshpeer",
                "p",
                "--type=merge",
                "--patch={\"spec\":{\"remote\":{\"discoveryPort\":1}}}");
        says(
                "servicemeshpeer.federation.maistra.io/p patched",
                "patch",
                "servicemeshpeer",
                "p",
                "--type=json",
                "--patch=[{\"op\":\"add\",\"path\":\"/spec/remote/addresses/-\",\"value\":\"b\"}]");
        says(
                "servicemeshpeer.federation.maistra.io/p labeled",
                "label",
                "servicemeshpeer",
                "p",
                "l=1");
        says(
                "[\"a\",\"b\"] 1 1",
                "get",
                "servicemeshpeer",
                "p",
                "-o",
                "jsonpath={.spec.remote.addresses} {.spec.remote.discoveryPort} {.metadata.labels.l}");
    }

    private void waits() throws Exception {
        kubectl.run("create", "configmap", "c", "--from-literal=k=v");
        Process watching = kubectl.start("", "get", "configmaps", "--watch", "--no-headers");
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(watching.getInputStream(), StandardCharsets.UTF_8))) {
            assertTrue(lines.readLine().startsWith("c "));
            kubectl.run("create", "configmap", "d");
            assertTrue(lines.readLine().startsWith("d "));
        } finally {
            watching.destroyForcibly();
        }
        contains(
                "condition met",
                "wait",
                "configmap/c",
                "--for=jsonpath={.data.k}=v",
                "--timeout=9s");
        kubectl.run("delete", "configmap", "c");
        assertEquals(0, kubectl.run("wait", "configmap/c", "--for=delete", "--timeout=9s").code());
    }

    private void asks() {
        assertAll(
                () -> says("yes", "auth", "can-i", "create", "configmaps"),
                () -> says("no", "--context=reader", "auth", "can-i", "create", "configmaps"),
                () -> says("yes", "--context=reader", "auth", "can-i", "list", "servicemeshpeers"),
                () -> contains("servicemeshcontrolplanes", "api-resources"),
                () -> contains("federation.maistra.io/v1", "api-versions"),
                () ->
                        contains(
                                "User \"reader\" cannot delete resource \"configmaps\"",
                                "--context=reader",
                                "delete",
                                "configmap",
                                "c"));
    }

    private void says(String expected, String... arguments) {
        assertEquals(expected, kubectl.run(arguments).out());
    }

    private void contains(String expected, String... arguments) {
        String out = kubectl.run(arguments).out();
        assertTrue(out.contains(expected), out);
    }
}
