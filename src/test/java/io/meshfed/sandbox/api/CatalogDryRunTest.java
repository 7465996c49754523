package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.testing.Poll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kubectl apply -f steps -R -f pipelines -R} would do in a cluster with Tekton. */
class CatalogDryRunTest {

    private static final Path TEKTON = Path.of("../shared/reference/tekton-schemas/crds");
    private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final List<String> SERVED =
            List.of("v1/tasks", "v1/pipelines", "v1beta1/stepactions");

    private static final String AS_DOCUMENTED =
            "apply --server-side --dry-run=server -f steps -R -f pipelines -R";
    private static final String APPLIED = "serverside-applied (server dry run)";

    @TempDir Path folder;

    @Test
    @DisplayName("the sandbox takes every file of steps and pipelines without a warning")
    void sandbox() throws IOException {
        List<Path> files = files();
        try (ApiServer server = ApiServer.start(ApiServerOptions.of("tekton"))) {
            define(Client.admin(server));
            List<Path> programs = Kubectl.installed();
            assumeFalse(programs.isEmpty(), "kubectl is not on the PATH");
            Kubectl kubectl = new Kubectl(programs.get(programs.size() - 1), folder).on(server);
            check(kubectl, files);
        }
    }

    @Test
    @DisplayName("the command that is documented takes all of it at once, and says no more")
    void allAtOnce() throws IOException {
        List<Path> files = files();
        try (ApiServer server = ApiServer.start(ApiServerOptions.of("tekton"))) {
            define(Client.admin(server));
            List<Path> programs = Kubectl.installed();
            assumeFalse(programs.isEmpty(), "kubectl is not on the PATH");
            Kubectl kubectl = new Kubectl(programs.get(programs.size() - 1), folder).on(server);

            Kubectl.Result result = kubectl.run(AS_DOCUMENTED.split(" "));

            assertEquals(0, result.code(), result::out);
            assertEquals(
                    List.of(),
                    result.out().lines().filter(line -> !line.endsWith(APPLIED)).toList());
            assertTrue(result.out().lines().count() >= files.size(), result::out);
        }
    }

    @Test
    @DisplayName("a real kube-apiserver takes every file of steps and pipelines without a warning")
    void realServer() throws Exception {
        List<Path> files = files();
        try (RealApiServer real = RealApiServer.start(folder)) {
            define(real.client());
            List<Path> programs = Kubectl.installed();
            assumeFalse(programs.isEmpty(), "kubectl is not on the PATH");
            // The oldest there is: newer ones ask servers for what 1.20 does not have.
            check(new Kubectl(programs.get(0), folder).on(real), files);
        }
    }

    /** All in one run: what a file says is a line that tells of it by name. */
    private static void check(Kubectl kubectl, List<Path> files) {
        List<String> arguments =
                new ArrayList<>(List.of("apply", "--server-side", "--dry-run=server"));
        files.forEach(file -> arguments.addAll(List.of("-f", "" + file)));

        Kubectl.Result result = kubectl.run(arguments.toArray(String[]::new));

        List<String> lines = result.out().lines().toList();
        assertEquals(List.of(), lines.stream().filter(line -> !line.endsWith(APPLIED)).toList());
        assertEquals(0, result.code(), result::out);
        assertTrue(lines.size() >= files.size(), result::out);
    }

    /** Samples of runs are created, not applied: they have no name of their own. */
    private static List<Path> files() throws IOException {
        assumeTrue(Files.isDirectory(TEKTON), "no CRDs of Tekton at " + TEKTON);
        List<Path> files = new ArrayList<>();
        for (Path root : List.of(Path.of("steps"), Path.of("pipelines"))) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> all = Files.walk(root)) {
                    all.filter(file -> file.toString().endsWith(".yaml"))
                            .filter(file -> !file.toString().contains("samples"))
                            .sorted()
                            .forEach(files::add);
                }
            }
        }
        assumeFalse(files.isEmpty(), "there are no steps and no pipelines");
        assertTrue(files.size() > 10, files::toString);
        return files;
    }

    private static void define(Client client) throws IOException {
        try (Stream<Path> files = Files.list(TEKTON)) {
            for (Path file : files.filter(f -> f.toString().contains("300-")).sorted().toList()) {
                Client.Answer answer =
                        client.send("POST", CRDS, "application/yaml", Files.readString(file));
                assertEquals(201, answer.code(), answer::body);
            }
        }
        for (String kind : SERVED) {
            Poll.until(
                    kind + " to be served",
                    Duration.ofSeconds(30),
                    () -> client.get("/apis/tekton.dev/" + kind).code() == 200);
        }
    }
}
