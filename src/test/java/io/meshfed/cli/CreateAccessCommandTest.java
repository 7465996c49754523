package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshfed.model.Federation;
import io.meshfed.sandbox.api.ApiServerOptions;
import io.meshfed.testing.FakeIstiods;
import io.meshfed.testing.Federations;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateAccessCommandTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Federation federation = Federations.read(Federations.ARO_ROSA);

    @TempDir Path folder;

    private SandboxClusters clusters;
    private SeededFederation seeded;
    private Path file;
    private Path target;

    @BeforeEach
    void start() throws IOException {
        InstantSource clock = now::get;
        clusters =
                SandboxClusters.with(
                        folder,
                        ApiServerOptions.of("aro").withClock(clock),
                        ApiServerOptions.of("rosa").withClock(clock));
        seeded = SeededFederation.install(clusters, federation);
        file = Files.writeString(folder.resolve("federation.yaml"), Federations.ARO_ROSA);
        target = folder.resolve("pipeline.kubeconfig");
    }

    @AfterEach
    void stop() {
        clusters.close();
    }

    @Test
    @DisplayName("one file for two clusters is enough to federate, until its tokens end")
    void makesAccess() throws IOException {
        Cli.Outcome made =
                create(
                        "--cluster",
                        "aro,rosa",
                        "--for",
                        "federate",
                        "--apply",
                        "--to",
                        "" + target);

        assertEquals(0, made.exit(), made::err);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
        assertTrue(made.err().contains("kubectl create secret generic"), made::err);
        JsonNode kubeconfig = Cli.json(Files.readString(target));
        assertEquals(2, kubeconfig.get("contexts").size());
        assertEquals("aro-stg-mesh", kubeconfig.at("/contexts/0/context/namespace").asText());
        kubeconfig
                .get("users")
                .forEach(
                        user -> {
                            String token = user.at("/user/token").asText();
                            assertFalse((made.out() + made.err()).contains(token));
                        });
        for (String command :
                List.of("share-trust", "export-services", "import-services", "peer")) {
            Cli.Outcome run = with(target, command);
            assertEquals(0, run.exit(), run::err);
        }
        new FakeIstiods(clusters, federation, seeded).reconcile();
        assertEquals(0, with(target, "verify-federation", "--timeout", "20s").exit());

        now.updateAndGet(then -> then.plusSeconds(86_401));

        assertEquals(11, with(target, "status").exit());
    }

    @Test
    @DisplayName("an account for one step is refused another, by the name of the right it lacks")
    void givesNoMore() {
        create("--cluster", "aro,rosa", "--for", "export-services", "--apply", "--to", "" + target);

        assertEquals(0, with(target, "export-services").exit());
        Cli.Outcome refused = with(target, "share-trust");

        assertEquals(11, refused.exit(), refused::err);
        assertTrue(
                refused.err().contains("may not get configmaps/istio-ca-root-cert"), refused::err);
    }

    @Test
    @DisplayName("without --apply the objects are printed, and nothing is written anywhere")
    void prints() {
        Cli.Outcome printed = create("--cluster", "aro", "--for", "export-services");

        assertEquals(0, printed.exit(), printed::err);
        assertTrue(printed.out().contains("kind: ServiceAccount"), printed::out);
        assertTrue(printed.out().contains("- exportedservicesets"), printed::out);
        assertFalse(printed.out().contains("servicemeshpeers"), printed::out);
        assertEquals(List.of(), clusters.writes());
    }

    @Test
    @DisplayName("a second time the objects are unchanged, and the file must be a new one")
    void runsTwice() {
        create("--cluster", "aro", "--apply", "--to", "" + target);
        Cli.Outcome exists = create("--cluster", "aro", "--apply", "--to", "" + target);
        assertEquals(10, exists.exit());

        Cli.Outcome again = create("--cluster", "aro", "--apply", "--to", target + "2");

        assertEquals(0, again.exit(), again::err);
        assertTrue(again.out().contains("nothing to change"), again::out);
    }

    @Test
    @DisplayName("no token goes to the terminal, and none is made for what is only shown")
    void refusesTheTerminal() {
        assertEquals(10, create("--cluster", "aro", "--apply", "--to", "-").exit());
        assertEquals(10, create("--cluster", "aro", "--apply").exit());
        assertEquals(10, create("--cluster", "aro", "--to", "" + target).exit());
        assertEquals(10, create("--cluster", "arro").exit());
        assertEquals(10, create("--cluster", "aro", "--for", "pear").exit());
        assertEquals(List.of(), clusters.writes());
    }

    @Test
    @DisplayName("nothing is made, no token asked for, when its file could not be written")
    void needsAFolder() throws IOException {
        Path noFolder = Files.writeString(folder.resolve("a-file"), "");
        for (Path parent : List.of(folder.resolve("missing"), noFolder)) {
            Cli.Outcome refused =
                    create("--cluster", "aro", "--apply", "--to", "" + parent.resolve("k"));

            assertEquals(10, refused.exit(), refused::err);
            assertTrue(refused.err().contains("its folder is not there"), refused::err);
        }
        assertEquals(List.of(), clusters.writes());
    }

    private Cli.Outcome create(String... more) {
        return run(clusters.kubeconfig(), "create-access", more);
    }

    private Cli.Outcome with(Path kubeconfig, String command, String... more) {
        return run(kubeconfig, command, more);
    }

    private Cli.Outcome run(Path kubeconfig, String command, String... more) {
        List<String> all = new ArrayList<>();
        all.addAll(List.of(command, "-f", file.toString(), "--kubeconfig", kubeconfig.toString()));
        all.addAll(List.of(more));
        return Cli.run(all.toArray(String[]::new));
    }
}
