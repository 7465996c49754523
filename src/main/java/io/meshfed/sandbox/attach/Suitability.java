package io.meshfed.sandbox.attach;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.sandbox.api.Json;
import io.meshfed.sandbox.mesh.Kinds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a cluster is one for playing with. The controllers write pods that nobody runs and
 * statuses that nobody measured, so anything that looks as if somebody used the cluster is a reason
 * to refuse. Nothing is changed to find out.
 */
record Suitability(RestApi api, Territory territory) {

    private static final String REVIEW =
            """
            {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview",
             "spec":{"resourceAttributes":{"verb":"*","group":"*","resource":"*"}}}""";

    /**
     * @param namespaces that the sandbox is going to make
     * @return what speaks against it; empty when nothing does
     */
    List<String> problems(Collection<String> namespaces) {
        requireAllRights();
        List<String> problems = new ArrayList<>();
        for (Map<String, Object> version : all(Kinds.CLUSTER_VERSION)) {
            problems.add(
                    "it is an OpenShift cluster: ClusterVersion '%s'".formatted(name(version)));
        }
        for (Map<String, Object> node : all(Kinds.NODE)) {
            if (!territory.owns(node)) {
                problems.add(
                        "it has a node that runs things: '%s'%s"
                                .formatted(name(node), elsewhere(node)));
            }
        }
        Set<String> ours = new TreeSet<>();
        for (Map<String, Object> namespace : all(Kinds.NAMESPACE)) {
            String name = Trees.text(namespace, "metadata", "name").orElse("");
            if (territory.owns(namespace)) {
                ours.add(name);
            } else if (namespaces.contains(name)) {
                problems.add(
                        "namespace '%s' is there already, and no sandbox made it%s"
                                .formatted(name, elsewhere(namespace)));
            }
        }
        for (Map<String, Object> mesh : all(Kinds.CONTROL_PLANE)) {
            refuseForeign(mesh, ours, "a mesh that is not the sandbox's", problems);
        }
        for (Map<String, Object> deployment : all(Kinds.DEPLOYMENT)) {
            if (runsMeshes(deployment)) {
                refuseForeign(deployment, ours, "what runs real meshes", problems);
            }
        }
        return problems;
    }

    /** Half the rights would leave half a sandbox behind. */
    private void requireAllRights() {
        Map<String, Object> review =
                api.send(
                                "POST",
                                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                                RestApi.JSON,
                                Json.write(Json.object(REVIEW)))
                        .requireOk()
                        .tree();
        if (!Trees.flag(review, "status", "allowed")) {
            throw new FederationException(
                    ErrorClass.AUTH,
                    "the context of cluster '%s' is not that of a cluster administrator"
                            .formatted(api.cluster()),
                    "The controllers play the operator, the istiods and the kubelets there: name a context that may do everything.");
        }
    }

    private static void refuseForeign(
            Map<String, Object> object, Set<String> ours, String what, List<String> problems) {
        String namespace = Trees.text(object, "metadata", "namespace").orElse("");
        if (!ours.contains(namespace)) {
            problems.add(
                    "it has %s: %s %s/%s"
                            .formatted(
                                    what,
                                    Trees.text(object, "kind").orElse(""),
                                    SafeText.of(namespace),
                                    name(object)));
        }
    }

    private static boolean runsMeshes(Map<String, Object> deployment) {
        String name =
                Trees.text(deployment, "metadata", "name").orElse("").toLowerCase(Locale.ROOT);
        boolean istiod =
                Trees.text(deployment, "metadata", "labels", "app")
                        .filter("istiod"::equals)
                        .isPresent();
        return istiod
                || name.startsWith("istiod")
                || name.contains("istio-operator")
                || name.contains("servicemesh-operator");
    }

    private static String elsewhere(Map<String, Object> object) {
        String owner = Territory.owner(object);
        return owner.isEmpty()
                ? ""
                : " (the sandbox of federation '%s' did; end that one and detach it)"
                        .formatted(SafeText.of(owner));
    }

    private List<Map<String, Object>> all(ResourceType type) {
        return Listing.of(api, type).map(Listing::objects).orElse(List.of());
    }

    private static String name(Map<String, Object> object) {
        return SafeText.of(Trees.text(object, "metadata", "name").orElse(""));
    }
}
