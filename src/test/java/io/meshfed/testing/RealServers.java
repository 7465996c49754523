package io.meshfed.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The real API servers of a test run: started when first asked for, stopped with the JVM. */
final class RealServers {

    private static final Path CRDS = Path.of("../shared/reference/crds");
    private static final List<String> CRD_FOLDERS =
            List.of("federation-maistra-v1", "maistra", "istio-1.18-ossm-2.5");

    private static final String READER =
            """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"look"},
            "rules":[{"apiGroups":["*"],"resources":["*"],"verbs":["get","list","watch"]}]}""";
    private static final String READER_BINDING =
            """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"look"},
            "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"look"},
            "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"reader"}]}""";

    private static final Map<String, RealServer> STARTED = new LinkedHashMap<>();
    private static Path folder;

    private RealServers() {}

    /** Skips the test where the binaries or the CRDs are missing. */
    static synchronized Map<String, RealServer> of(List<String> names) {
        String assets = System.getenv().getOrDefault("KUBEBUILDER_ASSETS", "");
        assumeTrue(
                Files.isExecutable(Path.of(assets, "kube-apiserver")),
                "KUBEBUILDER_ASSETS names no folder with a kube-apiserver");
        assumeTrue(Files.isDirectory(CRDS), "the CRDs are not there: " + CRDS);
        List<RealServer> fresh = new ArrayList<>();
        for (String name : names) {
            if (!STARTED.containsKey(name)) {
                RealServer server = RealServer.start(name, Path.of(assets), folder().resolve(name));
                STARTED.put(name, server);
                fresh.add(server);
            }
        }
        fresh.forEach(RealServers::prepare);
        Map<String, RealServer> asked = new LinkedHashMap<>();
        names.forEach(name -> asked.put(name, STARTED.get(name)));
        return asked;
    }

    private static Path folder() {
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("meshfed-clusters");
            } catch (IOException noFolder) {
                throw new UncheckedIOException(noFolder);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(RealServers::stop));
        }
        return folder;
    }

    private static void prepare(RealServer server) {
        server.awaitReady();
        List<String> names = new ArrayList<>();
        for (Map<String, Object> crd : crds()) {
            names.add(Trees.text(crd, "metadata", "name").orElseThrow());
            String body = Json.write(crd);
            post(server, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", body);
        }
        post(server, "/apis/rbac.authorization.k8s.io/v1/clusterroles", READER);
        post(server, "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", READER_BINDING);
        Poll.until(
                "the custom resources of " + server.server().name() + " to be served",
                Duration.ofSeconds(60),
                () -> names.stream().allMatch(name -> established(server, name)));
    }

    private static void post(RealServer server, String path, String body) {
        server.http().send("POST", path, "application/json", body).requireOk();
    }

    /** The list answers; the condition Established comes some seconds too early. */
    private static boolean established(RealServer server, String crd) {
        String path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + crd;
        Map<String, Object> tree = server.http().send("GET", path, "", "").requireOk().tree();
        String group = Trees.text(tree, "spec", "group").orElseThrow();
        String plural = Trees.text(tree, "spec", "names", "plural").orElseThrow();
        return Trees.objects(tree, "spec", "versions").stream()
                .filter(version -> Trees.flag(version, "served"))
                .map(version -> Trees.text(version, "name").orElseThrow())
                .map(version -> "/apis/%s/%s/%s".formatted(group, version, plural))
                .allMatch(list -> server.http().send("GET", list, "", "").status() == 200);
    }

    private static List<Map<String, Object>> crds() {
        List<Map<String, Object>> crds = new ArrayList<>();
        for (String each : CRD_FOLDERS) {
            try (Stream<Path> files = Files.list(CRDS.resolve(each))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                    Yaml.all(Files.readString(file)).stream()
                            .filter(tree -> "CustomResourceDefinition".equals(tree.get("kind")))
                            .forEach(crds::add);
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return crds;
    }

    private static void stop() {
        STARTED.values().forEach(RealServer::stop);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException left) {
            System.err.println("left behind: " + folder);
        }
    }
}
