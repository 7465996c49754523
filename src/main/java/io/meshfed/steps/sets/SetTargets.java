package io.meshfed.steps.sets;

import io.meshfed.engine.StepContext;
import io.meshfed.manifests.ApplySet;
import io.meshfed.manifests.ManifestSource;
import io.meshfed.manifests.SetOrigin;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.ResourceTypes;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The same set in each cluster of a run. */
public final class SetTargets {

    static final ResourceType SECRET = new ResourceType("", "v1", "Secret", "secrets", true);
    private static final Map<String, ResourceType> PARENTS =
            Map.of(
                    "secret",
                    SECRET,
                    "secrets",
                    SECRET,
                    "configmap",
                    ResourceTypes.CONFIG_MAP,
                    "configmaps",
                    ResourceTypes.CONFIG_MAP);

    private SetTargets() {}

    static List<SetTarget> of(StepContext context, ManifestSource source, SetOptions options) {
        return context.federation().clusters().stream()
                .map(cluster -> of(context, cluster, source, options))
                .toList();
    }

    private static SetTarget of(
            StepContext context, ClusterRef cluster, ManifestSource source, SetOptions options) {
        List<Mesh> meshes =
                context.federation().meshes().stream()
                        .filter(mesh -> mesh.cluster().equals(cluster))
                        .toList();
        boolean one = options.whose() == SetOptions.Whose.MESH && meshes.size() == 1;
        Mesh first = meshes.get(0);
        String namespace =
                options.namespace().isEmpty() && one ? first.namespace() : options.namespace();
        ApplySet set =
                options.inventory().isEmpty()
                        ? set(context, one ? first.name() : "", source, options)
                        : new ApplySet(parent(options.inventory(), options.inventoryNamespace()));
        return new SetTarget(context, first, set, namespace);
    }

    private static ApplySet set(
            StepContext context, String mesh, ManifestSource source, SetOptions options) {
        SetOrigin origin = new SetOrigin(context.whole().name(), mesh, source.places());
        ObjectRef parent = parent(origin.name(), options.inventoryNamespace());
        return new ApplySet(parent, origin.text());
    }

    /** As kubectl reads it: a name alone is that of a Secret. */
    static ObjectRef parent(String inventory, String namespace) {
        int slash = inventory.indexOf('/');
        String resource = slash < 0 ? "secret" : inventory.substring(0, slash);
        String name = inventory.substring(slash + 1);
        ResourceType type = PARENTS.get(resource.toLowerCase(Locale.ROOT));
        if (type == null || !name.matches("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?")) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "--applyset '%s' names no Secret and no ConfigMap"
                            .formatted(SafeText.of(inventory)),
                    "Write NAME, secret/NAME or configmap/NAME.");
        }
        return new ObjectRef(type, namespace, name);
    }
}
