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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    @DisplayName("the command of docs/access.md suits the pipeline: verify-access, then federate")
    void documented() throws IOException {
        String line =
                Files.readAllLines(Path.of("docs/access.md")).stream()
                        .filter(each -> each.startsWith("    meshfed create-access "))
                        .filter(each -> each.contains(" --apply "))
                        .findFirst()
                        .orElseThrow();
        List<String> words =
                List.of(line.strip().replace("pipeline.kubeconfig", "" + target).split(" +"));
        Cli.Outcome made = create(words.subList(2, words.size()).toArray(String[]::new));
        assertEquals(0, made.exit(), made::err);

        Cli.Outcome looked = with(target, "verify-access");
        assertEquals(0, looked.exit(), () -> looked.out() + looked.err());
        for (String step : List.of("share-trust", "export-services", "import-services", "peer")) {
            assertEquals(0, with(target, step).exit());
        }
        new FakeIstiods(clusters, federation, seeded).reconcile();
        Cli.Outcome federated = with(target, "federate", "--timeout", "20s");

        assertEquals(0, federated.exit(), () -> federated.out() + federated.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster", "for", "namespace", "service-account"})
    @DisplayName("an empty value is refused and not taken for the widest, typed or from a file")
    void refusesEmpty(String option) throws IOException {
        List<String> typed = new ArrayList<>(List.of("--" + option + "="));
        if (!option.equals("cluster")) {
            typed.addAll(List.of("--cluster", "aro"));
        }
        Cli.Outcome outcome = create(typed.toArray(String[]::new));
        assertEquals(10, outcome.exit(), outcome::out);
        assertTrue(outcome.err().contains("empty"), outcome::err);
        for (String value : List.of("\"\"", "null")) {
            Path params = folder.resolve("params.yaml");
            Files.writeString(params, "%s: %s\n".formatted(option, value));
            typed.set(0, "--params-file=" + params);
            assertEquals(10, create(typed.toArray(String[]::new)).exit());
        }
        assertEquals(0, clusters.requests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--service-account=../x", "--namespace=a/b", "--expires=100000h"})
    @DisplayName("a wrong name or time is refused before the first request")
    void refusesWrong(String option) {
        Cli.Outcome outcome = create("--cluster", "aro", option);

        assertEquals(10, outcome.exit(), outcome::out);
        assertTrue(outcome.err().contains(" is not "), outcome::err);
        assertTrue(
                !option.startsWith("--expires") || outcome.err().contains("from 10m to 8760h"),
                outcome::err);
        assertEquals(0, clusters.requests().size());
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
