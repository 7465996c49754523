package io.meshfed.steps;

import static io.meshfed.steps.Need.APPLY_EXPORTS;
import static io.meshfed.steps.Need.APPLY_IMPORTS;
import static io.meshfed.steps.Need.APPLY_PEER;
import static io.meshfed.steps.Need.APPLY_ROOTS;
import static io.meshfed.steps.Need.CONTROL_PLANE;
import static io.meshfed.steps.Need.DELETE_EXPORTS;
import static io.meshfed.steps.Need.DELETE_IMPORTS;
import static io.meshfed.steps.Need.DELETE_PEER;
import static io.meshfed.steps.Need.DELETE_ROOTS;
import static io.meshfed.steps.Need.LOCK;
import static io.meshfed.steps.Need.LOCK_TO_MANAGE;
import static io.meshfed.steps.Need.MANAGED_GATEWAYS;
import static io.meshfed.steps.Need.NODES;
import static io.meshfed.steps.Need.OWN_ROOTS;
import static io.meshfed.steps.Need.PODS;
import static io.meshfed.steps.Need.READ_DRILL;
import static io.meshfed.steps.Need.READ_EXPORTS;
import static io.meshfed.steps.Need.READ_IMPORTS;
import static io.meshfed.steps.Need.READ_PEER;
import static io.meshfed.steps.Need.READ_ROOTS;
import static io.meshfed.steps.Need.RESTART_ISTIOD;
import static io.meshfed.steps.Need.ROUTES;
import static io.meshfed.steps.Need.SERVICES;

import io.meshfed.model.Nearest;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each step needs to be allowed, beside knowing which cluster it talks to. */
public final class StepNeeds {

    /** Not a step: what {@code verify-federation --restart-istiod} needs more. */
    public static final String RESTART = "restart-istiod";

    /** Not a step: what taking peerings apart needs more where route-traffic is used. */
    public static final String REMOVE_ROUTES = "remove-routes";

    private static final Set<Need> LOOK =
            EnumSet.of(
                    CONTROL_PLANE,
                    OWN_ROOTS,
                    SERVICES,
                    PODS,
                    NODES,
                    READ_ROOTS,
                    READ_EXPORTS,
                    READ_IMPORTS,
                    READ_PEER);
    private static final Map<String, Set<Need>> BY_STEP = byStep();

    private StepNeeds() {}

    /** All names that can be asked for, in the order of a run. */
    public static List<String> names() {
        return List.copyOf(BY_STEP.keySet());
    }

    /**
     * @throws FederationException INPUT when a name is none
     */
    static Set<Need> of(Collection<String> steps) {
        Set<Need> needs = EnumSet.noneOf(Need.class);
        for (String step : steps) {
            if (!BY_STEP.containsKey(step)) {
                throw unknown(step);
            }
            needs.addAll(BY_STEP.get(step));
        }
        return needs;
    }

    private static FederationException unknown(String step) {
        return new FederationException(
                ErrorClass.INPUT,
                "there is no step '%s'".formatted(SafeText.of(step)),
                Nearest.to(step, names())
                        .map("Did you mean '%s'?"::formatted)
                        .orElse("Steps: %s.".formatted(String.join(", ", names()))));
    }

    private static Map<String, Set<Need>> byStep() {
        Map<String, Set<Need>> steps = new LinkedHashMap<>();
        steps.put(AwaitControlPlaneStep.NAME, EnumSet.of(CONTROL_PLANE));
        steps.put(ExtractRootStep.NAME, EnumSet.of(OWN_ROOTS));
        steps.put(
                LocateGatewayStep.NAME,
                EnumSet.of(SERVICES, NODES, MANAGED_GATEWAYS, LOCK_TO_MANAGE));
        steps.put(ShareTrustStep.NAME, EnumSet.of(OWN_ROOTS, READ_PEER, APPLY_ROOTS, LOCK));
        steps.put(ExportServicesStep.NAME, EnumSet.of(APPLY_EXPORTS, LOCK));
        steps.put(ImportServicesStep.NAME, EnumSet.of(APPLY_IMPORTS, LOCK));
        steps.put(PeerStep.NAME, EnumSet.of(CONTROL_PLANE, SERVICES, NODES, APPLY_PEER, LOCK));
        steps.put(VerifyFederationStep.NAME, LOOK);
        Set<Need> status = EnumSet.copyOf(LOOK);
        status.add(READ_DRILL);
        steps.put(StatusStep.NAME, status);
        steps.put(ProbeServiceStep.NAME, EnumSet.of(SERVICES, ROUTES));
        steps.put(JudgeGatesStep.NAME, EnumSet.of(SERVICES, ROUTES));
        steps.put(
                UnpeerStep.NAME,
                EnumSet.of(
                        DELETE_ROOTS,
                        DELETE_EXPORTS,
                        DELETE_IMPORTS,
                        DELETE_PEER,
                        MANAGED_GATEWAYS,
                        READ_DRILL,
                        Need.PROMOTIONS,
                        Need.READ_PROMOTION_LOCK,
                        LOCK));
        Set<Need> rehearsal = all(steps, AwaitControlPlaneStep.NAME, PeerStep.NAME);
        // What is not stored needs no lock.
        rehearsal.removeAll(EnumSet.of(LOCK, LOCK_TO_MANAGE));
        steps.put("plan", rehearsal);
        steps.put("federate", all(steps, AwaitControlPlaneStep.NAME, VerifyFederationStep.NAME));
        steps.put("unfederate", steps.get(UnpeerStep.NAME));
        Set<Need> everything = EnumSet.copyOf(steps.get("federate"));
        everything.addAll(steps.get("unfederate"));
        everything.add(Need.NAMESPACE);
        // It looks whether everything is allowed, so it is content with nothing less.
        steps.put(VerifyAccessStep.NAME, everything);
        Set<Need> routing = EnumSet.copyOf(LOOK);
        routing.addAll(
                EnumSet.of(
                        Need.ROUTES,
                        Need.ROUTING,
                        Need.REGIONS,
                        Need.MERGE_IMPORTS,
                        Need.PROMOTIONS,
                        READ_DRILL,
                        LOCK));
        steps.put(RouteTrafficStep.NAME, routing);
        steps.put(
                ScaleWorkloadStep.NAME,
                EnumSet.of(Need.SCALING, Need.PROMOTIONS, READ_DRILL, LOCK));
        Set<Need> drill = EnumSet.copyOf(routing);
        drill.addAll(EnumSet.of(Need.SCALING, Need.DRILL_MEMORY));
        steps.put(FailoverDrillStep.NAME, drill);
        steps.put(REMOVE_ROUTES, EnumSet.of(Need.ROUTES_LEFT, LOCK));
        steps.put(RESTART, EnumSet.of(RESTART_ISTIOD, LOCK));
        steps.put("acquire-lock", EnumSet.of(Need.PROMOTION_LOCK));
        steps.put("release-lock", EnumSet.of(Need.GIVE_BACK_PROMOTION_LOCK));
        steps.put("promotion-status", EnumSet.of(Need.PROMOTIONS, Need.READ_PROMOTION_LOCK));
        steps.put("promotion-history", EnumSet.of(Need.PROMOTIONS));
        // And to see, and rehearse, what the release brings.
        steps.put(
                "plan-promotion",
                EnumSet.of(
                        SERVICES,
                        ROUTES,
                        APPLY_EXPORTS,
                        APPLY_IMPORTS,
                        Need.ROUTING,
                        Need.LIST_EXPORTS,
                        Need.RUNNING,
                        Need.READ_PROMOTION,
                        READ_DRILL));
        Set<Need> back = EnumSet.copyOf(routing);
        back.addAll(
                EnumSet.of(
                        APPLY_EXPORTS,
                        APPLY_IMPORTS,
                        DELETE_EXPORTS,
                        DELETE_IMPORTS,
                        Need.PROMOTION_RECORD,
                        Need.PROMOTION_LOCK));
        Set<Need> promoting = EnumSet.copyOf(back);
        promoting.addAll(EnumSet.of(Need.LIST_EXPORTS, Need.RUNNING));
        steps.put("promote", promoting);
        steps.put("roll-back", back);
        // What else they need depends on what is in the set.
        steps.put(ApplyManifestsStep.NAME, EnumSet.of(LOCK));
        steps.put(DeleteManifestsStep.NAME, EnumSet.of(LOCK));
        return steps;
    }

    /** From one step to another, in the order of a run. */
    private static Set<Need> all(Map<String, Set<Need>> steps, String first, String last) {
        Set<Need> needs = EnumSet.noneOf(Need.class);
        List<String> names = List.copyOf(steps.keySet());
        names.subList(names.indexOf(first), names.indexOf(last) + 1)
                .forEach(step -> needs.addAll(steps.get(step)));
        return needs;
    }
}
