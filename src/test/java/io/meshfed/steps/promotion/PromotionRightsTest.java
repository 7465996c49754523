package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.AccessRule;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.NeededAccess;
import io.meshfed.testing.Federations;
import io.meshfed.testing.StepHarness;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the rights of a promotion")
class PromotionRightsTest extends PromoteBed {

    private static final String INVENTORY = "default";
    private static final AccessRule DEPLOYMENTS_BESIDE_THE_INVENTORY =
            new AccessRule("list", "apps", "deployments", INVENTORY, "");
    private static final String MEMBER = "prod-member";

    /** As somebody whose rights the test says. */
    private final Federation limited =
            Federations.read(
                    Federations.ARO_ROSA.replaceAll(
                            "context: (aro|rosa) ", "context: $1-limited "));

    private Federation who = federation;

    @Override
    protected StepHarness harness() {
        return harness(who);
    }

    /** Those of the step, and those that the files of the release ask for beyond. */
    private Map<String, SortedSet<AccessRule>> needed(String step) {
        Map<String, SortedSet<AccessRule>> needed = new TreeMap<>();
        for (Mesh mesh : federation.meshes()) {
            SortedSet<AccessRule> rules = doing(context -> NeededAccess.of(context, mesh, step));
            if (mesh.name().equals(ROSA_MESH)) {
                rules.addAll(ofTheRelease());
            }
            needed.put(mesh.cluster().name(), rules);
        }
        return needed;
    }

    private static List<AccessRule> ofTheRelease() {
        return Stream.of("get", "list", "patch", "create", "delete")
                .flatMap(
                        verb ->
                                Stream.of(
                                        new AccessRule(verb, "", "configmaps", MEMBER, ""),
                                        new AccessRule(verb, "", "services", MEMBER, ""),
                                        new AccessRule(verb, "apps", "deployments", MEMBER, ""),
                                        new AccessRule(verb, "", "configmaps", INVENTORY, ""),
                                        new AccessRule("list", "", "services", INVENTORY, ""),
                                        DEPLOYMENTS_BESIDE_THE_INVENTORY))
                .toList();
    }

    @Test
    @DisplayName("that are said to be enough are, to plan, to promote and to take back")
    void areEnough() {
        Map<String, SortedSet<AccessRule>> planning = needed("plan-promotion");
        Map<String, SortedSet<AccessRule>> promoting = needed("promote");
        Map<String, SortedSet<AccessRule>> back = needed("roll-back");
        who = limited;

        planning.forEach(clusters::allow);
        String digest = digest();
        promoting.forEach(clusters::allow);
        assertVerdict("promoted", run(promote(digest)));
        assertTrue(rosa().has(INSTALLED));
        back.forEach(clusters::allow);
        assertVerdict("rolled-back", run(rollBack()));
        assertFalse(rosa().has(INSTALLED));
    }

    @Test
    @DisplayName("without which it could not be installed are missed by its plan")
    void missedEarly() {
        Map<String, SortedSet<AccessRule>> planning = needed("plan-promotion");
        planning.get("rosa").remove(DEPLOYMENTS_BESIDE_THE_INVENTORY);
        who = limited;
        planning.forEach(clusters::allow);

        FederationException refusal =
                busy().run(step(context -> scene(context).plan())).refusal(ErrorClass.AUTH);

        assertTrue(
                refusal.getMessage().contains("may not list deployments.apps in default"),
                refusal::getMessage);
    }
}
