package io.meshfed.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApplySetTest {

    private static final ResourceType CONFIG_MAPS =
            new ResourceType("", "v1", "ConfigMap", "configmaps", true);
    private static final ResourceType DEPLOYMENTS =
            new ResourceType("apps", "v1", "Deployment", "deployments", true);

    private final ApplySet set = new ApplySet(new ObjectRef(CONFIG_MAPS, "default", "set133"));

    @Test
    @DisplayName("the id is the one that kubectl gives a set of that parent")
    void id() {
        assertEquals("applyset-TQVP22zX8vqOEttfCZssGkgpScaHWoH1-J97YQ96cRg-v1", set.id());
    }

    @Test
    @DisplayName(
            "the parent names kinds and namespaces in a fixed order, in both forms that kubectl reads")
    void parent() {
        Extent extent =
                Extent.of(
                        List.of(
                                new GroupKind("apps", "Deployment"),
                                new GroupKind("", "ConfigMap")),
                        List.of("west", "default", "east", ""));

        assertEquals(
                new TreeMap<>(
                        java.util.Map.of(
                                ApplySet.KINDS, "ConfigMap,Deployment.apps",
                                ApplySet.OLD_KINDS, "configmaps,deployments.apps",
                                ApplySet.NAMESPACES, "east,west",
                                ApplySet.TOOLING, "kubectl/v0-meshfed")),
                set.desired("fed", extent, List.of(DEPLOYMENTS, CONFIG_MAPS)).annotations());
    }
}
