package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.FederationObjects;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.sandbox.api.LoggedRequest;
import io.meshfed.testing.FakeIstiods;
import io.meshfed.testing.Federations;
import io.meshfed.testing.RawCluster;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import io.meshfed.testing.SeededMesh;
import io.meshfed.testing.SeenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The whole program on two clusters, one of which something goes wrong with: what a user is told,
 * what is left, and what the next run does.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class CommandBed {

    static final String ARO_MESH = "aro-stg-mesh";
    static final String ROSA_MESH = "rosa-prod-mesh";

    private static final long REST = Duration.ofMillis(200).toNanos();

    final Federation federation = Federations.read(Federations.ARO_ROSA);
    final Direction aroKnowsRosa = Federations.direction(federation, ARO_MESH, ROSA_MESH);
    final Direction rosaKnowsAro = aroKnowsRosa.reversed();

    @TempDir Path folder;
    SandboxClusters clusters;
    SeededFederation seeded;
    private FakeIstiods istiods;
    private final AtomicBoolean behind = new AtomicBoolean(true);
    private final AtomicLong followed = new AtomicLong();
    private final CountDownLatch over = new CountDownLatch(1);

    @BeforeEach
    void startClusters() {
        clusters = SandboxClusters.start(folder, List.of("aro", "rosa"));
        seeded = SeededFederation.install(clusters, federation);
        istiods = new FakeIstiods(clusters, federation, seeded);
        inOrder();
        write("federation.yaml", Federations.ARO_ROSA);
    }

    @AfterEach
    void stopClusters() {
        over.countDown();
        clusters.close();
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    RawCluster aro() {
        return clusters.raw("aro");
    }

    RawCluster rosa() {
        return clusters.raw("rosa");
    }

    SeededMesh aroMesh() {
        return seeded.mesh(ARO_MESH);
    }

    SeededMesh rosaMesh() {
        return seeded.mesh(ROSA_MESH);
    }

    /** Nothing goes wrong from now on. */
    void inOrder() {
        clusters.fault("aro", this::followed);
        clusters.fault("rosa", this::followed);
    }

    /** Requests to rosa go wrong from now on. */
    void fault(FaultPlan plan) {
        clusters.fault(
                "rosa",
                (ordinal, request) -> {
                    Optional<Fault> wrong = plan.faultOf(ordinal, request);
                    return wrong.isPresent() ? wrong : followed(ordinal, request);
                });
    }

    /** All writes of rosa that match go wrong from now on. */
    void faultOnWrites(String part, Fault fault) {
        fault(FaultPlan.always(writeOf(part), fault));
    }

    static Predicate<LoggedRequest> writeOf(String part) {
        return request -> request.write() && request.path().contains(part);
    }

    /** Nothing is answered before the test is over, or the latch opens. */
    Fault stall() {
        return new Fault.Stall(over);
    }

    /** What was held back is carried out now. */
    void endStall() {
        over.countDown();
    }

    static Fault refusal(int code, String reason, String message) {
        return new Fault.Answer(
                code,
                Map.of(),
                "application/json",
                """
                {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"%s","code":%d,"message":"%s"}"""
                        .formatted(reason, code, message));
    }

    /**
     * Whoever looks at objects of istiod finds that it has seen all that was written before, or
     * finds it at one of the next looks: to bring all up to date at each would take most of the
     * time.
     */
    private Optional<Fault> followed(int ordinal, LoggedRequest request) {
        boolean look =
                request.verb().equals("get") && request.path().contains("/federation.maistra.io/");
        long now = System.nanoTime();
        if (request.write()) {
            behind.set(true);
        } else if (look && (behind.getAndSet(false) || now - followed.get() > REST)) {
            istiods.reconcile();
            followed.set(System.nanoTime());
        }
        return Optional.empty();
    }

    Cli.Outcome run(String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command, "-f", "" + file("federation.yaml")));
        if (!List.of(more).contains("--kubeconfig")) {
            all.addAll(List.of("--kubeconfig", "" + clusters.kubeconfig()));
        }
        if (!List.of(more).contains("--timeout")) {
            all.addAll(List.of("--timeout", "5m"));
        }
        switch (command) {
            case "federate", "verify-federation" ->
                    all.addAll(List.of("--samples", "1", "--interval", "20ms"));
            case "unpeer", "unfederate" -> all.addAll(List.of("--settle", "0s"));
            default -> {}
        }
        all.addAll(List.of(more));
        clusters.forgetRequests();
        return Cli.run(all.toArray(String[]::new));
    }

    /**
     * For what would be tried again and again: cut off early, but not before the failure was met,
     * however slow the machine is.
     *
     * @param met a part of what is said then
     */
    Cli.Outcome inVain(String met, String command, String... more) {
        for (int seconds = 1; ; seconds *= 4) {
            List<String> all = new ArrayList<>(List.of(more));
            all.addAll(List.of("--timeout", seconds + "s"));
            Cli.Outcome outcome = run(command, all.toArray(String[]::new));
            if (outcome.err().contains(met) || seconds > 100) {
                return outcome;
            }
        }
    }

    void editKubeconfig(String regex, String replacement) {
        try {
            String before = Files.readString(clusters.kubeconfig());
            String after = before.replaceFirst(regex, replacement);
            assertTrue(!after.equals(before), "nothing was changed");
            Files.writeString(clusters.kubeconfig(), after);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Cli.Outcome federate(String... more) {
        return run("federate", more);
    }

    Cli.Outcome ok(Cli.Outcome outcome) {
        assertEquals(0, outcome.exit(), outcome::toString);
        return outcome;
    }

    /** What the last run wrote, but for the locks that it held. */
    List<String> writes() {
        return clusters.writes().stream()
                .filter(write -> !write.path().contains("/coordination.k8s.io/"))
                .map(CommandBed::told)
                .toList();
    }

    private static String told(SeenRequest write) {
        return write.cluster() + " " + write.what();
    }

    String refused(ErrorClass expected, Cli.Outcome outcome) {
        return ToldFailure.of(expected, outcome);
    }

    /** As {@link #refused}, and nothing at all was written anywhere. */
    String refusedClean(ErrorClass expected, Cli.Outcome outcome) {
        String text = refused(expected, outcome);
        assertEquals(List.of(), writes());
        return text;
    }

    static void says(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "'%s' is not in: %s".formatted(part, text));
        }
    }

    /** One run without fault ends well, and the one after it has nothing to write. */
    void converges() {
        inOrder();
        ok(federate());
        assertFederated();
        ok(federate());
        assertEquals(List.of(), writes(), "the second run writes");
    }

    void assertFederated() {
        for (Direction direction : List.of(aroKnowsRosa, rosaKnowsAro)) {
            RawCluster cluster = clusters.raw(direction.local().cluster().name());
            for (ObjectRef ref :
                    List.of(
                            FederationObjects.peer(direction),
                            FederationObjects.exports(direction),
                            FederationObjects.imports(direction),
                            FederationObjects.injectedRoots(direction))) {
                assertTrue(cluster.has(ref), () -> ref + " is missing");
            }
        }
    }

    /** How many roots the mesh has of its peer. */
    int rootsOf(Direction direction) {
        String pem =
                Trees.text(
                                clusters.raw(direction.local().cluster().name())
                                        .get(FederationObjects.injectedRoots(direction))
                                        .tree(),
                                "data",
                                "root-cert.pem")
                        .orElseThrow();
        return pem.split("BEGIN CERTIFICATE", -1).length - 1;
    }
}
