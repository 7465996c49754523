package io.meshfed.resource;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Route: how a service is reached from outside the cluster. */
public record RouteView(ClusterObject route) {

    public RouteView {
        requireNonNull(route);
    }

    /** As its router serves it, else as it asks to be served; empty when it has none yet. */
    public String host() {
        return ingresses().stream()
                .filter(RouteView::admitted)
                .flatMap(ingress -> Trees.text(ingress, "host").stream())
                .filter(host -> !host.isBlank())
                .findFirst()
                .or(() -> route.text("spec", "host"))
                .orElse("");
    }

    /** Whether it is reached over TLS. */
    public boolean secured() {
        return !route.text("spec", "tls", "termination").orElse("").isEmpty();
    }

    /** The Service behind it; empty for something else. */
    public String service() {
        boolean service = route.text("spec", "to", "kind").orElse("Service").equals("Service");
        return service ? route.text("spec", "to", "name").orElse("") : "";
    }

    /** Why no router serves it, when all that looked at it refused it. */
    public Optional<String> refused() {
        if (ingresses().isEmpty() || ingresses().stream().anyMatch(RouteView::admitted)) {
            return Optional.empty();
        }
        return ingresses().stream()
                .flatMap(ingress -> Trees.objects(ingress, "conditions").stream())
                .flatMap(condition -> Trees.text(condition, "message").stream())
                .findFirst()
                .or(() -> Optional.of("not admitted"));
    }

    private List<Map<String, Object>> ingresses() {
        return route.objects("status", "ingress");
    }

    private static boolean admitted(Map<String, Object> ingress) {
        return Trees.objects(ingress, "conditions").stream()
                .filter(condition -> "Admitted".equals(condition.get("type")))
                .allMatch(condition -> "True".equals(condition.get("status")));
    }
}
