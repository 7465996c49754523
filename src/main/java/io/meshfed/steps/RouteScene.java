package io.meshfed.steps;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.MergedServices;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.traffic.Entrances;
import io.meshfed.traffic.LocalService;
import io.meshfed.traffic.Routing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Where a service of a mesh is routed, and what can be seen there. */
public record RouteScene(StepContext context, Mesh mesh, ServiceName name) {

    ClusterSession session() {
        return context.sessionFor(mesh);
    }

    public ObjectRef virtualService() {
        return LocalService.virtualService(name);
    }

    public ObjectRef destinationRule() {
        return LocalService.destinationRule(name);
    }

    List<Direction> directions() {
        return context.whole().directionsFrom(mesh);
    }

    /** What is ours of one kind, as it is now. */
    Observation look(ObjectRef ref) {
        return session().findAll(ref.type(), ref.namespace(), List.of(ref.name()));
    }

    TwoLooks sure() {
        return new TwoLooks(context, mesh);
    }

    /** Our VirtualService, if it stands. */
    Optional<ClusterObject> ours() {
        return sure().of(virtualService()).of(virtualService());
    }

    /** The import sets of all peers of the mesh. */
    Observation importSets() {
        List<String> names = directions().stream().map(Direction::peerName).toList();
        return sure().of(ResourceTypes.IMPORTS, mesh.namespace(), names);
    }

    Observation importSet(Direction direction) {
        return sure().of(FederationObjects.imports(direction));
    }

    /** Where failovers of other services put what is imported from the peer. */
    String regionBeside(Direction direction) {
        return MergedServices.regionBeside(
                importSet(direction).of(FederationObjects.imports(direction)), name);
    }

    /**
     * @throws FederationException PRECOND when there is no such Service, or it has no ports
     */
    public LocalService service() {
        ObjectRef ref = new ObjectRef(ResourceTypes.SERVICE, name.namespace(), name.name());
        return session()
                .find(ref)
                .flatMap(LocalService::of)
                .orElseThrow(
                        () ->
                                new FederationException(
                                        ErrorClass.PRECOND,
                                        "cluster '%s' has no %s with a port, so mesh '%s' has nothing to route"
                                                .formatted(mesh.cluster().name(), ref, mesh.name()),
                                        "Say another one: --service NAMESPACE/NAME."));
    }

    /**
     * How its requests are to be routed.
     *
     * @param wanted exactly these hosts from outside; when empty those that our VirtualService has,
     *     and when that has none those of the Routes
     */
    Routing routing(LocalService service, Optional<Set<String>> wanted) {
        List<ClusterObject> all =
                session().list(ResourceTypes.VIRTUAL_SERVICE, name.namespace(), "");
        Set<String> hosts = wanted.orElseGet(() -> hosts(service, all));
        return Routing.of(context.whole().name(), service, mesh.name(), all, hosts);
    }

    /**
     * The hosts from outside that it is, or is to be, routed for.
     *
     * @param all VirtualServices of its namespace
     */
    public Set<String> hosts(LocalService service, List<ClusterObject> all) {
        SortedSet<String> standing =
                all.stream()
                        .filter(each -> each.ref().equals(virtualService()))
                        .findFirst()
                        .map(this::outsideHosts)
                        .orElseGet(TreeSet::new);
        Set<String> gateways = Routing.gateways(service, all);
        if (gateways.isEmpty()) {
            return standing;
        }
        SortedSet<String> ofRoutes = new TreeSet<>(Routing.hosts(entrances(gateways)));
        if (standing.isEmpty()) {
            return ofRoutes;
        }
        ofRoutes.removeAll(standing);
        if (!ofRoutes.isEmpty()) {
            context.settings()
                    .progress()
                    .warning(
                            "%s keeps its hosts; Routes lead to it under others too, which it does not route: %s; --host names all that it is to have"
                                    .formatted(
                                            virtualService(),
                                            SafeText.of(String.join(", ", ofRoutes))));
        }
        return standing;
    }

    /** Those that our VirtualService has beside the one within the mesh. */
    SortedSet<String> outsideHosts(ClusterObject ours) {
        return Routing.outsideHosts(ours, LocalService.host(name));
    }

    private Entrances entrances(Set<String> names) {
        if (!session().apiGroups().containsKey(ResourceTypes.ROUTE.group())) {
            return Entrances.NONE;
        }
        Supplier<List<ClusterObject>> routes =
                context.begin(() -> session().list(ResourceTypes.ROUTE, mesh.namespace(), ""));
        Supplier<List<ClusterObject>> services =
                context.begin(
                        () ->
                                context.snapshotFor(mesh)
                                        .list(ResourceTypes.SERVICE, mesh.namespace()));
        List<ClusterObject> gateways = new ArrayList<>();
        names.forEach(each -> gateway(each).ifPresent(gateways::add));
        return new Entrances(gateways, services.get(), routes.get());
    }

    /** Of another namespace when it is named with one. */
    private Optional<ClusterObject> gateway(String reference) {
        String[] parts = reference.split("/", 2);
        String namespace = parts.length == 2 ? parts[0] : name.namespace();
        String gateway = parts[parts.length - 1];
        if (gateway.isEmpty() || namespace.isEmpty()) {
            return Optional.empty();
        }
        ObjectRef ref = new ObjectRef(ResourceTypes.GATEWAY, namespace, gateway);
        return sure().of(ref).of(ref);
    }
}
