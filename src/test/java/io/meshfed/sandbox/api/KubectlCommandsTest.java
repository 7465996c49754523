package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.meshfed.sandbox.api.Kubectl.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rest of what people type. The same commands print the same on the sandbox and, where its
 * binaries are present, on a real API server.
 */
class KubectlCommandsTest {

    private static final String OBJECTS =
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: c, labels: { l: "1" } }
            data: { k: v }
            ---
            apiVersion: federation.maistra.io/v1
            kind: ServiceMeshPeer
            metadata: { name: p }
            spec: { remote: { addresses: [a], discoveryPort: 8188 } }
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: d }
            spec:
              selector: { matchLabels: { app: d } }
              template:
                metadata: { labels: { app: d } }
                spec: { containers: [{ name: c, image: "x:1" }] }
            ---
            apiVersion: v1
            kind: Pod
            metadata: { name: q }
            spec: { containers: [{ name: c, image: "x:1" }, { name: d, image: "x:1" }] }
            ---
            apiVersion: v1
            kind: Service
            metadata: { name: s }
            spec: { clusterIP: None, selector: { app: d }, ports: [{ port: 80 }] }
            """;

    /** A command, and what its output holds; nothing where both servers are only compared. */
    private static final List<String> COMMANDS =
            List.of(
                    "get configmap c -o name => configmap/c",
                    "get configmap c -o jsonpath={.data} => {\"k\":\"v\"}",
                    "get configmap c -o go-template={{.data.k}} => v",
                    "get configmap c -o custom-columns=NAME:.metadata.name,K:.data.k => c      v",
                    "get configmaps -l l=1 -o name => configmap/c",
                    "get configmaps -l l!=1 --chunk-size=1 -o name => ",
                    "get configmap c --show-labels --no-headers => l=1",
                    "get servicemeshpeers --sort-by=.metadata.name -o name => servicemeshpeer.federation.maistra.io/p",
                    "get configmap none => (NotFound): configmaps \"none\" not found",
                    "get configmap none --ignore-not-found => ",
                    "get deployment d -o wide => CONTAINERS",
                    "get service s -o wide => app=d",
                    "get servicemeshpeers -o wide => NAME",
                    "get configmap,deployment -l l=1 -o name => configmap/c",
                    "describe configmap c => k:\n----\nv",
                    "label configmap c m=2 => configmap/c labeled",
                    "label configmap c m- => configmap/c unlabeled",
                    "annotate configmap c a=b => configmap/c annotate",
                    "patch configmap c --type=strategic --patch={\"data\":{\"s\":\"1\"}} => configmap/c patched",
                    "patch configmap c --type=json --patch=[{\"op\":\"remove\",\"path\":\"/data/s\"}] => configmap/c patched",
                    "patch configmap c --type=merge --patch={\"data\":{\"s\":\"1\"}} --dry-run=server => configmap/c patched",
                    "scale deployment d --replicas=3 => deployment.apps/d scaled",
                    "scale deployment d --replicas=2 --current-replicas=3 => deployment.apps/d scaled",
                    "get deployment d -o jsonpath={.spec.replicas} => 2",
                    "scale deployment d --replicas=1 --current-replicas=5 => Expected replicas to be 5, was 2",
                    "create configmap c => already exists",
                    "auth can-i get configmaps --as=nobody => no",
                    "get configmap c --as=nobody => User \"nobody\" cannot get resource \"configmaps\"",
                    "get events --field-selector involvedObject.kind=Pod,involvedObject.uid=1 => No resources found",
                    "delete configmap c --dry-run=server => configmap \"c\" deleted",
                    "delete configmap c --wait=false => configmap \"c\" deleted",
                    "delete namespace default => this namespace may not be deleted");

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> peopleTypeThis() {
        List<Path> installed = Kubectl.installed();
        assumeFalse(installed.isEmpty(), "kubectl is not on the PATH");
        List<Path> some = new ArrayList<>(List.of(installed.get(0)));
        if (installed.size() > 1) {
            some.add(installed.get(installed.size() - 1));
        }
        return some.stream()
                .map(
                        program ->
                                DynamicTest.dynamicTest(
                                        program.getFileName() + " prints what people expect",
                                        () -> expect(program)));
    }

    @Test
    @DisplayName("kubectl prints the same for the sandbox as for a real API server")
    void printsTheSame() throws Exception {
        try (RealApiServer real = RealApiServer.start(folder);
                ApiServer sandbox = ApiServer.start(ApiServerOptions.of("aro"))) {
            List<Path> installed = Kubectl.installed();
            assumeFalse(installed.isEmpty(), "kubectl is not on the PATH");
            Path program = installed.get(0);
            List<String> expected = printed(new Kubectl(program, folder).on(real));
            assertEquals(expected, printed(new Kubectl(program, folder).on(sandbox)));
        }
    }

    private void expect(Path program) throws Exception {
        try (ApiServer server = ApiServer.start(ApiServerOptions.of("aro"))) {
            Kubectl kubectl = new Kubectl(program, folder).on(server);
            Result applied = kubectl.feed(OBJECTS, "apply", "-f", "-");
            assertEquals(0, applied.code(), applied.out());
            for (String line : COMMANDS) {
                String[] parts = line.split(" =>", 2);
                String out = kubectl.run(parts[0].split(" ")).out();
                assertTrue(out.contains(parts[1].strip()), line + "\n" + out);
            }
            holds(
                    kubectl,
                    "manager: kubectl-client-side-apply",
                    "get service s -o yaml --show-managed-fields");
            // An old API server knows nothing of the policy of IP families.
            holds(kubectl, "IP Family Policy:", "describe service s");
            holds(kubectl, "q      0/2", "get pod q");
            holds(kubectl, "\"app\":\"d\"", "get --raw /api/v1/namespaces/default/services/s");
            seesWorkloads(server, kubectl);
        }
    }

    /** Somebody has to say that pods run: here nobody does it but the test. */
    private static void seesWorkloads(ApiServer server, Kubectl kubectl) {
        Client.Answer status =
                Client.admin(server)
                        .merge(
                                "/apis/apps/v1/namespaces/default/deployments/d/status",
                                """
                                {"status": {"observedGeneration": 3, "replicas": 2, "updatedReplicas": 2,
                                 "readyReplicas": 2, "availableReplicas": 2, "conditions":
                                 [{"type": "Available", "status": "True", "lastTransitionTime": "2024-01-01T00:00:00Z"}]}}""");
        assertEquals(200, status.code(), status::body);
        holds(kubectl, "successfully rolled out", "rollout status deployment d --timeout=9s");
        holds(kubectl, "condition met", "wait deployment d --for=condition=Available --timeout=9s");
        holds(kubectl, "deployment.apps/d restarted", "rollout restart deployment d");
        holds(kubectl, "Replicas:", "describe deployment d");
        holds(kubectl, "Discovery Port:  8188", "describe servicemeshpeer p");
        holds(kubectl, "discoveryPort", "explain servicemeshpeers.spec.remote --recursive");
        holds(
                kubectl,
                "selfsubjectaccessreviews.authorization.k8s.io",
                "auth can-i --list --as=reader");
        Result same = kubectl.feed(OBJECTS.split("---\n")[1], "diff", "--server-side", "-f", "-");
        assertTrue(same.code() <= 1, same.out());
    }

    private static void holds(Kubectl kubectl, String expected, String command) {
        String out = kubectl.run(command.split(" ")).out();
        assertTrue(out.contains(expected), command + "\n" + out);
    }

    private static List<String> printed(Kubectl kubectl) {
        kubectl.feed(OBJECTS, "apply", "-f", "-");
        return COMMANDS.stream()
                .map(line -> line.split(" =>", 2)[0])
                .map(command -> command + "\n" + kubectl.run(command.split(" ")).out())
                .map(text -> text.replaceAll("\\d+s\\b", "…"))
                .toList();
    }
}
