package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cli.GeneratedRoles.Right;
import io.meshfed.cluster.WriteLocks;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.LoggedRequest;
import io.meshfed.testing.FakeIstiods;
import io.meshfed.testing.Federations;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The commands, with an account that has the Roles of {@code steps} in both clusters. */
@Execution(ExecutionMode.CONCURRENT)
class GeneratedRolesTest {

    private static final Set<String> LATER =
            Set.of("verify-federation", "status", "unpeer", "unfederate", "route-traffic");

    /** Entries of pods that are gone count too then, and the run says so. */
    private static final List<String> PROVES_LESS_WITHOUT =
            List.of(
                    "federate: list pods",
                    "route-traffic: list pods",
                    "status: list pods",
                    "verify-federation: list pods");

    private static final String PIPELINE = "pipeline-1";

    /** Nobody answers there, and no Route leads there: how that ends is no matter of rights. */
    private static final List<String> PROBED =
            List.of("--mesh=aro-stg-mesh", "--service=stg-member/kube-info", "--requests=1");

    private final Federation federation = Federations.read(Federations.ARO_ROSA);

    @TempDir Path folder;

    private SandboxClusters clusters;
    private FakeIstiods istiods;
    private Path ours;
    private Path limited;

    @BeforeEach
    void start() throws IOException {
        clusters = SandboxClusters.start(folder, List.of("aro", "rosa"));
        istiods =
                new FakeIstiods(
                        clusters, federation, SeededFederation.install(clusters, federation));
        OpenShift.identify(clusters, List.of("aro", "rosa"));
        for (String cluster : List.of("aro", "rosa")) {
            clusters.fault(cluster, (ordinal, request) -> followed(request));
        }
        ours = Files.writeString(folder.resolve("federation.yaml"), Federations.ARO_ROSA);
        limited =
                Files.writeString(
                        folder.resolve("limited.yaml"),
                        Federations.ARO_ROSA
                                .replace("context: aro ", "context: aro-limited ")
                                .replace("context: rosa ", "context: rosa-limited "));
    }

    /**
     * Without those whose rights depend on what is in a set of manifests, and without the drill,
     * which takes a whole mesh, and the gates: both are made of steps that are here.
     */
    private static List<String> steps() {
        return GeneratedRoles.steps().stream()
                .filter(step -> !step.endsWith("-manifests"))
                .filter(step -> !RightsOfPartsTest.MADE_OF_OTHERS.contains(step))
                .toList();
    }

    @AfterEach
    void stop() {
        clusters.close();
    }

    /**
     * Whoever looks at objects of istiod finds that istiod has seen all that was written before.
     */
    private Optional<Fault> followed(LoggedRequest request) {
        if (request.verb().equals("get") && request.path().contains("/federation.maistra.io/")) {
            istiods.reconcile();
        }
        if (request.verb().equals("get") && request.path().contains("/deployments/")) {
            RoutedService.rollOut(clusters.raw("aro"));
        }
        return Optional.empty();
    }

    @Test
    @DisplayName("the Roles of each step are enough for it, the first time and the second")
    void areEnough() {
        for (String step : steps()) {
            prepare(step);
            bind(GeneratedRoles.of(step));
            for (int run = 1; run <= 2; run++) {
                Cli.Outcome outcome = run(limited, step);
                assertTrue(done(step).contains(outcome.exit()), step + ": " + outcome);
            }
        }
    }

    @Tag("sweeps")
    @Test
    @DisplayName(
            "F7: no Role allows more: without any one right the step fails and names it, or says what it could not prove")
    void areNotTooMuch() {
        List<String> spared = new ArrayList<>();
        for (String step : steps()) {
            GeneratedRoles roles = GeneratedRoles.of(step);
            for (Right taken : roles.rights()) {
                prepare(step);
                bind(roles.without(taken));
                Cli.Outcome outcome = runWithout(taken, step);
                if (leavesTheLock(outcome, taken)) {
                    continue;
                }
                if (!refused(step).contains(outcome.exit()) || !names(outcome, taken)) {
                    spared.add(step + ": " + taken);
                }
            }
        }
        assertEquals(PROVES_LESS_WITHOUT, spared);
    }

    /** A lease that is there already asks for more than one that is not. */
    private Cli.Outcome runWithout(Right taken, String step) {
        if (step.endsWith("-lock") || step.startsWith("promotion-")) {
            if (taken.verb().equals("update")) {
                assertEquals(0, run(ours, "acquire-lock").exit());
            }
            return run(limited, step);
        }
        boolean ofLease = taken.resource().equals("leases") && !step.equals("verify-access");
        if (ofLease && taken.verb().equals("delete") && step.equals("route-traffic")) {
            return once(limited, step, RoutedService.balanced());
        }
        if (!ofLease || !Set.of("get", "update").contains(taken.verb())) {
            return run(limited, step);
        }
        for (ClusterRef cluster : federation.clusters()) {
            clusters.raw(cluster.name())
                    .apply(
                            WriteLocks.lease(federation, cluster),
                            Map.of(
                                    "metadata",
                                    Map.of("labels", Ownership.labels(federation.name())),
                                    "spec",
                                    Map.of("holderIdentity", PIPELINE)),
                            "another-step");
        }
        return run(limited, step, "--holder", PIPELINE);
    }

    /** What cannot be given back ends by itself: the run is done, and says so. */
    private static boolean leavesTheLock(Cli.Outcome outcome, Right taken) {
        return taken.resource().equals("leases")
                && taken.verb().equals("delete")
                && outcome.exit() == ErrorClass.OK.exitCode()
                && names(outcome, taken)
                && outcome.err().contains("was not given back and ends by itself after 30s");
    }

    /** Only a way back can be half gone when it is refused. */
    private static Set<Integer> refused(String step) {
        return Set.of("unpeer", "unfederate").contains(step)
                ? Set.of(ErrorClass.AUTH.exitCode(), ErrorClass.PARTIAL.exitCode())
                : Set.of(ErrorClass.AUTH.exitCode());
    }

    /** A refusal says it in words; verify-access prints the Role that is missing. */
    private static boolean names(Cli.Outcome outcome, Right right) {
        String said = (outcome.out() + outcome.err()).replaceAll("[\\s\"'\\[\\]-]+", " ");
        String role = right.resource() + " (resourceNames: [^:]+ )?verbs: " + right.verb() + " ";
        return said.contains(right.verb() + " " + right.resource())
                || Pattern.compile(role).matcher(said).find();
    }

    /** A plan is done when it shows what there is to do. */
    private static Set<Integer> done(String step) {
        return switch (step) {
            case "plan" -> Set.of(ErrorClass.OK.exitCode(), ErrorClass.DIFF.exitCode());
            case "probe-service" ->
                    Set.of(ErrorClass.GATE_FAIL.exitCode(), ErrorClass.PRECOND.exitCode());
            default -> Set.of(ErrorClass.OK.exitCode());
        };
    }

    private void bind(GeneratedRoles roles) {
        for (Map.Entry<String, String> mesh :
                Map.of("aro", "aro-stg-mesh", "rosa", "rosa-prod-mesh").entrySet()) {
            clusters.allow(mesh.getKey(), List.of());
            String member = mesh.getKey().equals("aro") ? "stg-member" : "prod-member";
            clusters.bind(mesh.getKey(), roles.in(mesh.getValue(), member));
        }
    }

    /** What a step finds: all for those that look or go back, roots before peers, else nothing. */
    private void prepare(String step) {
        federation
                .clusters()
                .forEach(
                        cluster ->
                                clusters.raw(cluster.name())
                                        .delete(WriteLocks.lease(federation, cluster)));
        federation
                .meshes()
                .forEach(
                        mesh ->
                                clusters.raw(mesh.cluster().name())
                                        .delete(PromotionObjects.lock(mesh)));
        federation.directions().forEach(this::clear);
        RoutedService.settle(clusters.raw("aro"));
        if (LATER.contains(step)) {
            for (String each :
                    List.of("share-trust", "export-services", "import-services", "peer")) {
                assertEquals(0, run(ours, each).exit());
            }
            istiods.reconcile();
        } else if (step.equals("peer")) {
            assertEquals(0, run(ours, "share-trust").exit());
        }
    }

    private void clear(Direction direction) {
        for (ObjectRef ref :
                List.of(
                        FederationObjects.peer(direction),
                        FederationObjects.exports(direction),
                        FederationObjects.imports(direction),
                        FederationObjects.injectedRoots(direction))) {
            clusters.raw(direction.local().cluster().name()).delete(ref);
        }
    }

    private Cli.Outcome run(Path file, String step, String... more) {
        if (step.equals("route-traffic")) {
            return RoutedService.thereAndBack(pattern -> once(file, step, joined(pattern, more)));
        }
        return once(file, step, more);
    }

    private static String[] joined(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private Cli.Outcome once(Path file, String step, String... more) {
        List<String> all =
                new ArrayList<>(
                        List.of(step, "-f", "" + file, "--kubeconfig", "" + clusters.kubeconfig()));
        all.addAll(List.of("--timeout", "20s"));
        all.addAll(List.of(more));
        switch (step) {
            case "federate", "verify-federation" ->
                    all.addAll(List.of("--samples", "1", "--interval", "20ms"));
            case "unpeer", "unfederate" -> all.addAll(List.of("--settle", "0s"));
            case "probe-service" -> all.addAll(PROBED);
            case "acquire-lock", "release-lock" -> all.addAll(List.of("--holder", PIPELINE));
            case "scale-workload" -> all.addAll(RoutedService.SCALED);
            default -> {}
        }
        return Cli.run(all.toArray(String[]::new));
    }
}
