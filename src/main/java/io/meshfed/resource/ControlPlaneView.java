package io.meshfed.resource;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Trees;
import io.meshfed.model.TrustDomain;
import java.util.Map;
import java.util.Optional;

/**
 * A ServiceMeshControlPlane as its cluster answered it; its texts are the cluster's, not fit for a
 * terminal as they are.
 */
public record ControlPlaneView(ClusterObject object) {

    /** What a control plane uses that names no trust domain. */
    private static final String DEFAULT_TRUST_DOMAIN = "cluster.local";

    public ControlPlaneView {
        requireNonNull(object);
    }

    /**
     * Empty when it is Ready for its current generation. Right after a change of its spec, Ready is
     * still true from before, so the observed generation counts.
     */
    public Optional<String> whyNotReady() {
        long observed = object.number("status", "observedGeneration").orElse(-1L);
        if (observed < 0) {
            return Optional.of("it has no status yet");
        }
        if (observed != object.generation()) {
            return Optional.of(
                    "generation %d is not observed yet (status is of %d)"
                            .formatted(object.generation(), observed));
        }
        return whyNot("Reconciled").or(() -> whyNot("Ready"));
    }

    private Optional<String> whyNot(String type) {
        for (Map<String, Object> condition : object.objects("status", "conditions")) {
            if (Trees.text(condition, "type").filter(type::equals).isPresent()) {
                if (Trees.text(condition, "status").filter("True"::equals).isPresent()) {
                    return Optional.empty();
                }
                return Optional.of(
                        "%s is %s: %s %s"
                                .formatted(
                                        type,
                                        Trees.text(condition, "status").orElse("?"),
                                        Trees.text(condition, "reason").orElse(""),
                                        Trees.text(condition, "message").orElse(""))
                                .strip());
            }
        }
        return Optional.of("no condition " + type + " yet");
    }

    public TrustDomain trustDomain() {
        return new TrustDomain(
                object.text("spec", "security", "trust", "domain")
                        .or(
                                () ->
                                        object.text(
                                                "status",
                                                "appliedSpec",
                                                "security",
                                                "trust",
                                                "domain"))
                        .filter(domain -> !domain.isBlank())
                        .orElse(DEFAULT_TRUST_DOMAIN));
    }

    /** The version that runs, as the operator says it; empty before the first reconcile. */
    public String version() {
        return object.text("status", "chartVersion")
                .or(() -> object.text("spec", "version"))
                .orElse("");
    }

    /** istiod's cluster id. A peer of that name is refused inside istiod, silently. */
    public String clusterName() {
        return object.text("spec", "cluster", "name").orElse("Kubernetes");
    }
}
