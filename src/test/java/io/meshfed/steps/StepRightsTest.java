package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meshfed.cluster.AccessRule;
import io.meshfed.cluster.LockOptions;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.resource.FederationObjects;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Run;
import io.meshfed.testing.StepHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each step with the rights that are said to be enough for it, and with one of them missing. */
class StepRightsTest extends AroRosaTest {

    private static final ShareTrustStep TRUST =
            new ShareTrustStep(ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED);
    private static final VerifyFederationStep VERIFY =
            new VerifyFederationStep(1, Duration.ofMillis(20), Duration.ofSeconds(60), false);

    private static final Set<ErrorClass> REFUSALS = EnumSet.of(ErrorClass.AUTH, ErrorClass.PARTIAL);

    /**
     * Looks that a run does without, and says so: then entries of pods that are gone count too, and
     * roots are not compared, and no drill that was cut off is shown.
     */
    private static final List<String> PROVES_LESS_WITHOUT =
            List.of(
                    "federate: list pods in aro-stg-mesh",
                    "verify-federation: get configmaps/istio-ca-root-cert in aro-stg-mesh",
                    "verify-federation: list pods in aro-stg-mesh",
                    "status: get configmaps/istio-ca-root-cert in aro-stg-mesh",
                    "status: get configmaps/meshfed-drill-aro-stg-mesh in aro-stg-mesh",
                    "status: list pods in aro-stg-mesh");

    private final Federation limited = changed("{ context: aro }", "{ context: aro-limited }");

    @Test
    @DisplayName("what each step needs is enough for it, the first time and the second")
    void isEnough() {
        all().forEach(
                        (name, steps) -> {
                            prepare(name);
                            clusters.allow("aro", needed(name));
                            runAs(name, steps).requireOk();
                            runAs(name, steps).requireOk();
                        });
    }

    @Tag("sweeps")
    @Test
    @DisplayName(
            "no step needs less: without any one right it fails and names it, or says what it could not prove")
    void isNotTooMuch() {
        List<String> spared = new ArrayList<>();
        all().forEach(
                        (name, steps) -> {
                            List<AccessRule> rules = needed(name);
                            for (AccessRule taken : rules) {
                                if (onlyWhenHeld(taken)) {
                                    continue;
                                }
                                List<AccessRule> rest = new ArrayList<>(rules);
                                rest.remove(taken);
                                prepare(name);
                                clusters.allow("aro", rest);
                                if (!refused(runAs(name, steps), taken)) {
                                    spared.add(name + ": " + taken);
                                }
                            }
                        });
        assertEquals(PROVES_LESS_WITHOUT, spared);
    }

    @Test
    @DisplayName("every step that works on clusters has its needs written down")
    void knowsAll() {
        assertEquals(
                new TreeSet<>(StepNeeds.names()),
                new TreeSet<>(
                        List.of(
                                "acquire-lock",
                                "apply-manifests",
                                "await-control-plane",
                                "delete-manifests",
                                "export-services",
                                "extract-root",
                                "failover-drill",
                                "federate",
                                "import-services",
                                "judge-gates",
                                "locate-gateway",
                                "peer",
                                "plan",
                                "plan-promotion",
                                "probe-service",
                                "promote",
                                "promotion-history",
                                "promotion-status",
                                "release-lock",
                                "remove-routes",
                                "restart-istiod",
                                "roll-back",
                                "route-traffic",
                                "scale-workload",
                                "share-trust",
                                "status",
                                "unfederate",
                                "unpeer",
                                "verify-access",
                                "verify-federation")));
        FederationException unknown =
                assertThrows(FederationException.class, () -> StepNeeds.of(List.of("pear")));
        assertEquals(ErrorClass.INPUT, unknown.errorClass());
        assertFalse(unknown.remedy().isEmpty());
    }

    /** A lease is read, renewed and found in the way by runs that GeneratedRolesTest makes. */
    private static boolean onlyWhenHeld(AccessRule rule) {
        return rule.plural().equals("leases") && !rule.verb().equals("create");
    }

    /** What was half done is PARTIAL, and its text names the right that was missing. */
    private static boolean refused(Run run, AccessRule taken) {
        return run.failures().stream()
                .filter(failure -> REFUSALS.contains(failure.errorClass()))
                .anyMatch(failure -> Run.text(failure).contains(taken.toString()));
    }

    private Map<String, List<Step>> all() {
        Map<String, List<Step>> all = new LinkedHashMap<>();
        all.put(AwaitControlPlaneStep.NAME, Pipelines.reading(new AwaitControlPlaneStep()));
        all.put(ExtractRootStep.NAME, Pipelines.reading(new ExtractRootStep(Optional.empty())));
        all.put(LocateGatewayStep.NAME, Pipelines.reading(new LocateGatewayStep()));
        all.put(ShareTrustStep.NAME, Pipelines.alone(TRUST));
        all.put(ExportServicesStep.NAME, Pipelines.alone(new ExportServicesStep()));
        all.put(ImportServicesStep.NAME, Pipelines.alone(new ImportServicesStep()));
        all.put(PeerStep.NAME, Pipelines.alone(new PeerStep()));
        all.put("plan", Pipelines.plan(TRUST));
        all.put("federate", Pipelines.federate(TRUST, VERIFY));
        all.put(VerifyFederationStep.NAME, Pipelines.reading(VERIFY));
        all.put(StatusStep.NAME, Pipelines.reading(new StatusStep(Duration.ofSeconds(60))));
        all.put(UnpeerStep.NAME, Pipelines.alone(new UnpeerStep(Duration.ZERO)));
        return all;
    }

    /**
     * What a step finds: all for those that look or go back, the rest before peers, else nothing.
     */
    private void prepare(String step) {
        List<String> later = List.of(VerifyFederationStep.NAME, StatusStep.NAME, UnpeerStep.NAME);
        clear(aroKnowsRosa);
        clear(rosaKnowsAro);
        if (later.contains(step)) {
            run(federation, Pipelines.federate(TRUST, VERIFY)).requireOk();
        } else if (step.equals(PeerStep.NAME)) {
            run(federation, Pipelines.alone(TRUST)).requireOk();
        }
    }

    private void clear(Direction direction) {
        String cluster = direction.local().cluster().name();
        for (ObjectRef ref :
                List.of(
                        FederationObjects.peer(direction),
                        FederationObjects.exports(direction),
                        FederationObjects.imports(direction),
                        FederationObjects.injectedRoots(direction))) {
            clusters.raw(cluster).delete(ref);
        }
    }

    private List<AccessRule> needed(String step) {
        List<AccessRule> rules = new ArrayList<>();
        harness(federation).run(new Asking(aroMesh().mesh(), step, rules));
        return rules;
    }

    /** Asks inside a run, where the clusters can be seen. */
    private record Asking(Mesh mesh, String step, List<AccessRule> rules) implements Step {

        @Override
        public String name() {
            return "asking";
        }

        @Override
        public StepReport run(StepContext context) {
            rules.addAll(RequiredAccess.of(context, mesh, List.of(step)));
            return StepReport.of(name());
        }
    }

    private Run run(Federation who, List<Step> steps) {
        return beside(who).run(steps);
    }

    /** A plan only rehearses, and so needs no lock. */
    private Run runAs(String name, List<Step> steps) {
        StepHarness harness = beside(limited);
        return (name.equals("plan") ? harness.dryRun() : harness).run(steps);
    }

    private StepHarness beside(Federation who) {
        return harness(who)
                .within(Duration.ofSeconds(20))
                .hooked(istiods())
                .locking(LockOptions.alone("rights"));
    }
}
