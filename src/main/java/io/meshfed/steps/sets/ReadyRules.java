package io.meshfed.steps.sets;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.manifests.GroupKind;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.ControlPlaneView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** When an object is ready, kind by kind. */
final class ReadyRules {

    private static final ResourceType CLUSTER_SERVICE_VERSION =
            new ResourceType(
                    "operators.coreos.com",
                    "v1alpha1",
                    "ClusterServiceVersion",
                    "clusterserviceversions",
                    true);

    private static final Map<String, BiFunction<ReadyRules, ClusterObject, Optional<String>>>
            RULES =
                    Map.ofEntries(
                            Map.entry("Namespace", (rules, object) -> phase(object, "Active")),
                            Map.entry(
                                    "PersistentVolumeClaim",
                                    (rules, object) -> phase(object, "Bound")),
                            Map.entry(
                                    "CustomResourceDefinition.apiextensions.k8s.io",
                                    (rules, object) -> condition(object, "Established")),
                            Map.entry(
                                    "Deployment.apps",
                                    (rules, object) -> Rollouts.deployment(object)),
                            Map.entry(
                                    "StatefulSet.apps",
                                    (rules, object) -> Rollouts.statefulSet(object)),
                            Map.entry(
                                    "DaemonSet.apps",
                                    (rules, object) -> Rollouts.daemonSet(object)),
                            Map.entry("Job.batch", ReadyRules::job),
                            Map.entry("Service", (rules, object) -> service(object)),
                            Map.entry(
                                    "ServiceMeshControlPlane.maistra.io",
                                    (rules, object) ->
                                            new ControlPlaneView(object)
                                                    .whyNotReady()
                                                    .map(SafeText::of)),
                            Map.entry(
                                    "ServiceMeshMemberRoll.maistra.io",
                                    (rules, object) -> observed(object, "Ready")),
                            Map.entry(
                                    "Subscription.operators.coreos.com", ReadyRules::subscription),
                            Map.entry("Route.route.openshift.io", (rules, object) -> route(object)),
                            Map.entry(
                                    "APIService.apiregistration.k8s.io",
                                    (rules, object) -> condition(object, "Available")));

    private final ClusterSession session;
    private final String cluster;

    ReadyRules(ClusterSession session, String cluster) {
        this.session = session;
        this.cluster = cluster;
    }

    static boolean known(GroupKind kind) {
        return RULES.containsKey(kind.toString());
    }

    /**
     * @return empty when it is ready
     * @throws FederationException PRECOND when it will never be
     */
    Optional<String> whyNot(ClusterObject object) {
        if (object.terminating()) {
            return Optional.of(Removal.because(object));
        }
        return RULES.get(Member.kind(object.ref()).toString()).apply(this, object);
    }

    private static Optional<String> phase(ClusterObject object, String wanted) {
        String phase = object.text("status", "phase").orElse("");
        return phase.equals(wanted)
                ? Optional.empty()
                : Optional.of(phase.isEmpty() ? "has no phase yet" : "is " + SafeText.of(phase));
    }

    private static Optional<String> condition(ClusterObject object, String type) {
        return condition(object.objects("status", "conditions"), type);
    }

    /** A condition without a True is told with what it says. */
    static Optional<String> condition(List<Map<String, Object>> conditions, String type) {
        Optional<Map<String, Object>> found =
                conditions.stream().filter(each -> type.equals(each.get("type"))).findFirst();
        if (found.isEmpty()) {
            return Optional.of("is not %s yet".formatted(type));
        }
        if ("True".equals(found.get().get("status"))) {
            return Optional.empty();
        }
        return Optional.of("is not %s: %s".formatted(type, words(found.get())));
    }

    private static String words(Map<String, Object> condition) {
        String reason = Trees.text(condition, "reason").orElse("no reason given");
        String message = Trees.text(condition, "message").orElse("");
        return SafeText.of(message.isEmpty() ? reason : reason + ": " + message);
    }

    private static Optional<String> observed(ClusterObject object, String type) {
        return Rollouts.unobserved(object).or(() -> condition(object, type));
    }

    private static Optional<String> service(ClusterObject object) {
        boolean balanced = object.text("spec", "type").orElse("").equals("LoadBalancer");
        return balanced && object.objects("status", "loadBalancer", "ingress").isEmpty()
                ? Optional.of("has no address of a load balancer yet")
                : Optional.empty();
    }

    private static Optional<String> route(ClusterObject object) {
        List<Map<String, Object>> routers = object.objects("status", "ingress");
        if (routers.isEmpty()) {
            return Optional.of("was seen by no router yet");
        }
        return routers.stream()
                .flatMap(
                        router ->
                                condition(Trees.objects(router, "conditions"), "Admitted")
                                        .map(why -> "router " + router(router) + ": " + why)
                                        .stream())
                .findFirst();
    }

    private static String router(Map<String, Object> router) {
        return "'" + SafeText.of(Trees.text(router, "routerName").orElse("")) + "'";
    }

    private Optional<String> job(ClusterObject object) {
        List<Map<String, Object>> conditions = object.objects("status", "conditions");
        Optional<Map<String, Object>> failed =
                conditions.stream()
                        .filter(each -> "Failed".equals(each.get("type")))
                        .filter(each -> "True".equals(each.get("status")))
                        .findFirst();
        if (failed.isPresent()) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "%s in cluster '%s' failed: %s"
                            .formatted(object.ref(), cluster, words(failed.get())),
                    "Look at the logs of its pods; a Job that failed has to be deleted before it can run again.");
        }
        boolean suspended = object.flag("spec", "suspend");
        return suspended ? Optional.empty() : condition(conditions, "Complete");
    }

    private Optional<String> subscription(ClusterObject object) {
        String installed = object.text("status", "installedCSV").orElse("");
        if (installed.isEmpty()) {
            String state = object.text("status", "state").orElse("no state");
            return Optional.of("has no installed version yet (%s)".formatted(SafeText.of(state)));
        }
        Optional<ClusterObject> version =
                session.find(
                        new ObjectRef(
                                CLUSTER_SERVICE_VERSION, object.ref().namespace(), installed));
        if (version.isEmpty()) {
            return Optional.of(
                    "ClusterServiceVersion %s is not there yet".formatted(SafeText.of(installed)));
        }
        return phase(version.get(), "Succeeded")
                .map(why -> "ClusterServiceVersion %s %s".formatted(SafeText.of(installed), why));
    }
}
