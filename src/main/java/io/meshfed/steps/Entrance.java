package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.GatewayService;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.resource.RouteView;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where requests from outside enter a mesh. */
public sealed interface Entrance {

    /**
     * Scheme, host and port.
     *
     * @throws FederationException PRECOND when there is none, INPUT when there are several
     */
    URI base(StepContext context, Mesh mesh);

    /** Where the user says. */
    record At(URI url) implements Entrance {

        public At {
            requireNonNull(url);
        }

        @Override
        public URI base(StepContext context, Mesh mesh) {
            return url;
        }
    }

    /** Through the Route that the user names. */
    record Through(ServiceName route) implements Entrance {

        public Through {
            requireNonNull(route);
        }

        @Override
        public URI base(StepContext context, Mesh mesh) {
            ObjectRef ref = new ObjectRef(ResourceTypes.ROUTE, route.namespace(), route.name());
            return routes(context, mesh, route.namespace()).stream()
                    .filter(found -> found.route().ref().equals(ref))
                    .findFirst()
                    .map(found -> url(found, mesh))
                    .orElseThrow(
                            () ->
                                    precondition(
                                            "there is no %s in cluster '%s'"
                                                    .formatted(ref, mesh.cluster().name()),
                                            "Check its name: oc --context %s get route -n %s"
                                                    .formatted(
                                                            mesh.cluster().context(),
                                                            route.namespace())));
        }
    }

    /**
     * Through the ingress gateway that every control plane has: by the Route that the operator
     * makes with it, else by another Route that leads to it, else by the address of its load
     * balancer.
     */
    record OfMesh() implements Entrance {

        static final String GATEWAY = "istio-ingressgateway";

        @Override
        public URI base(StepContext context, Mesh mesh) {
            List<RouteView> leading =
                    routes(context, mesh, mesh.namespace()).stream()
                            .filter(route -> route.service().equals(GATEWAY))
                            .toList();
            return leading.stream()
                    .filter(route -> route.route().ref().name().equals(GATEWAY))
                    .findFirst()
                    .or(() -> onlyOne(leading, mesh))
                    .map(route -> url(route, mesh))
                    .or(() -> balancer(context, mesh))
                    .orElseThrow(() -> none(mesh));
        }

        private static Optional<RouteView> onlyOne(List<RouteView> leading, Mesh mesh) {
            if (leading.size() > 1) {
                throw new FederationException(
                        ErrorClass.INPUT,
                        "%d Routes lead to the ingress gateway of mesh '%s'"
                                .formatted(leading.size(), mesh.name()),
                        "Choose one with --route:",
                        leading.stream()
                                .map(RouteView::route)
                                .map(ClusterObject::ref)
                                .sorted()
                                .map(ref -> SafeText.of(ref.namespace() + "/" + ref.name()))
                                .toList(),
                        null);
            }
            return leading.stream().findFirst();
        }

        private static Optional<URI> balancer(StepContext context, Mesh mesh) {
            return Gateways.services(context, mesh).stream()
                    .filter(service -> service.name().equals(GATEWAY))
                    .map(GatewayService::loadBalancerAddresses)
                    .flatMap(List::stream)
                    .findFirst()
                    .map(address -> url("http", address, mesh));
        }

        private static FederationException none(Mesh mesh) {
            return precondition(
                    "no Route in namespace '%s' of cluster '%s' leads to the ingress gateway of mesh '%s', and its Service has no address"
                            .formatted(mesh.namespace(), mesh.cluster().name(), mesh.name()),
                    "Make a Route to the Service %s, or say where with --route or --url."
                            .formatted(GATEWAY));
        }
    }

    /** None where the cluster is not OpenShift. */
    private static List<RouteView> routes(StepContext context, Mesh mesh, String namespace) {
        ClusterSession session = context.sessionFor(mesh);
        return session.apiGroups().containsKey(ResourceTypes.ROUTE.group())
                ? session.list(ResourceTypes.ROUTE, namespace, "").stream()
                        .map(RouteView::new)
                        .toList()
                : List.of();
    }

    private static URI url(RouteView route, Mesh mesh) {
        route.refused()
                .ifPresent(
                        why -> {
                            throw precondition(
                                    "%s in cluster '%s' is not served: %s"
                                            .formatted(
                                                    route.route().ref(),
                                                    mesh.cluster().name(),
                                                    SafeText.of(why)),
                                    "Correct the Route, or name another with --route.");
                        });
        return url(route.secured() ? "https" : "http", route.host(), mesh);
    }

    /** What a cluster says is only a host when it looks like one. */
    private static URI url(String scheme, String host, Mesh mesh) {
        String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
        if (!literal.matches("[A-Za-z0-9._-]{1,253}|\\[[0-9a-fA-F:.]{2,45}]")) {
            throw precondition(
                    "the way into mesh '%s' has no usable host: '%s'"
                            .formatted(mesh.name(), SafeText.of(host)),
                    "Wait until it has one, or say where with --url.");
        }
        return URI.create(scheme + "://" + literal);
    }

    private static FederationException precondition(String problem, String remedy) {
        return new FederationException(ErrorClass.PRECOND, problem, remedy);
    }
}
