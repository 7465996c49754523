package io.meshfed.sandbox.workload;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.Manifests;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operator lifecycle manager, without its InstallPlans: a Subscription in a namespace with an
 * OperatorGroup gets the version that its catalogue has, and that is installed a moment later.
 */
record SubscriptionController(Site site) implements Controller {

    private static final Duration RESOLVES = Duration.ofSeconds(2);
    private static final Duration INSTALLS = Duration.ofSeconds(5);
    private static final String SUCCEEDED = "Succeeded";

    /** What the catalogues have, by package. */
    private static final Map<String, Offer> OFFERS =
            Map.of(
                    "servicemeshoperator",
                    new Offer("servicemeshoperator.v2.6.14", "Red Hat OpenShift Service Mesh 2"),
                    "kiali-ossm",
                    new Offer("kiali-operator.v1.89.14", "Kiali Operator"),
                    "jaeger-product",
                    new Offer("jaeger-operator.v1.65.0-4", "Red Hat OpenShift tracing"),
                    "tempo-product",
                    new Offer("tempo-operator.v0.18.0-2", "Tempo Operator"),
                    "opentelemetry-product",
                    new Offer("opentelemetry-operator.v0.140.0-2", "OpenTelemetry"),
                    "elasticsearch-operator",
                    new Offer("elasticsearch-operator.v5.8.28", "OpenShift Elasticsearch"));

    private record Offer(String version, String title) {}

    @Override
    public List<ResourceType> follows() {
        return List.of(Kinds.SUBSCRIPTION, Kinds.OPERATOR_GROUP, Kinds.OPERATOR_VERSION);
    }

    @Override
    public void changed(ObjectEvent event) {
        String namespace = Manifests.namespace(event.object());
        if (event.type().equals(Kinds.OPERATOR_VERSION)) {
            install(namespace, Manifests.name(event.object()));
        }
        site.clock().after(RESOLVES, () -> resolve(namespace));
    }

    private void resolve(String namespace) {
        boolean grouped = !site.store().list(Kinds.OPERATOR_GROUP, namespace).isEmpty();
        for (Map<String, Object> subscription : site.store().list(Kinds.SUBSCRIPTION, namespace)) {
            Optional<Offer> offer = Trees.text(subscription, "spec", "name").map(OFFERS::get);
            if (offer.isEmpty()) {
                refuse(subscription);
            } else if (grouped && site.open(namespace)) {
                follow(subscription, offer.get());
            }
        }
    }

    private void refuse(Map<String, Object> subscription) {
        Map<String, Object> condition =
                site.condition(
                        Trees.objects(subscription, "status", "conditions"),
                        "ResolutionFailed",
                        true,
                        "ConstraintsNotSatisfiable");
        condition.put(
                "message",
                "no operators found in package %s in the catalog referenced by subscription %s"
                        .formatted(
                                Trees.text(subscription, "spec", "name").orElse(""),
                                Manifests.name(subscription)));
        status(subscription, Map.of("conditions", List.of(condition)));
    }

    private void follow(Map<String, Object> subscription, Offer offer) {
        String namespace = Manifests.namespace(subscription);
        Optional<Map<String, Object>> version =
                site.store().get(Kinds.OPERATOR_VERSION, namespace, offer.version());
        boolean begun = Trees.text(subscription, "status", "installedCSV").isPresent();
        if (version.isEmpty() && !begun) {
            site.store().put(version(namespace, offer));
        }
        boolean installed =
                version.flatMap(found -> Trees.text(found, "status", "phase"))
                        .filter(SUCCEEDED::equals)
                        .isPresent();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("currentCSV", offer.version());
        if (installed || begun) {
            status.put("installedCSV", offer.version());
        }
        status.put("state", installed ? "AtLatestKnown" : "UpgradePending");
        status(subscription, status);
    }

    private void status(Map<String, Object> subscription, Map<String, Object> status) {
        site.store()
                .putStatus(
                        Kinds.SUBSCRIPTION,
                        Manifests.namespace(subscription),
                        Manifests.name(subscription),
                        status);
    }

    private static Map<String, Object> version(String namespace, Offer offer) {
        Map<String, Object> version =
                Manifests.object(Kinds.OPERATOR_VERSION, namespace, offer.version(), Map.of());
        version.put(
                "spec",
                Map.of(
                        "displayName", offer.title(),
                        "version", offer.version().replaceFirst("^[^.]*\\.v", ""),
                        "install", Map.of("strategy", "deployment")));
        return version;
    }

    private void install(String namespace, String name) {
        Optional<Map<String, Object>> version =
                site.store().get(Kinds.OPERATOR_VERSION, namespace, name);
        if (version.isPresent() && Trees.text(version.get(), "status", "phase").isEmpty()) {
            phase(namespace, name, "Installing", "InstallWaiting");
            site.clock()
                    .after(INSTALLS, () -> phase(namespace, name, SUCCEEDED, "InstallSucceeded"));
        }
    }

    private void phase(String namespace, String name, String phase, String reason) {
        site.store()
                .putStatus(
                        Kinds.OPERATOR_VERSION,
                        namespace,
                        name,
                        Map.of(
                                "phase",
                                phase,
                                "reason",
                                reason,
                                "message",
                                phase.equals(SUCCEEDED)
                                        ? "install strategy completed with no errors"
                                        : "waiting for install components to report healthy"));
    }
}
