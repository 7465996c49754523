package io.meshfed.steps.promotion;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.Promotion;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.ExportStatus;
import io.meshfed.resource.ExportedServiceSets;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ImportedServiceSets;
import io.meshfed.resource.MergedServices;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.RouteScene;
import io.meshfed.steps.verify.ExpectedImports;
import io.meshfed.traffic.Destination;
import io.meshfed.traffic.LocalService;
import io.meshfed.traffic.Routing;
import io.meshfed.traffic.TrafficPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What leads requests to the release: exports and imports, then the route of each step. */
final class TouchedRoutes {

    private final PromotionScene scene;
    private final PastObjects past;
    private final StagedRelease staged;
    private final List<Touched> members;
    private final RouteScene route;
    private SortedSet<String> hosts = new TreeSet<>();

    /**
     * @param members of the release, which may bring routes of the user's own
     */
    TouchedRoutes(
            PromotionScene scene, PastObjects past, StagedRelease staged, List<Touched> members) {
        this.scene = scene;
        this.past = past;
        this.staged = staged;
        this.members = members;
        this.route = new RouteScene(scene.context(), scene.production(), promotion().service());
    }

    private Promotion promotion() {
        return scene.promotion();
    }

    private StepContext context() {
        return scene.context();
    }

    /** Hosts from outside that are routed; known when the routes are. */
    SortedSet<String> hosts() {
        return hosts;
    }

    /** What staging offers, then what production takes: only in this direction. */
    List<Touched> exports() {
        String federation = context().whole().name();
        Direction out = scene.imports().reversed();
        List<Touched> touched = new ArrayList<>();
        ObjectRef offered = FederationObjects.exports(out);
        SharedSet exports =
                set(scene.staging(), offered, Touched.Role.EXPORTS, Optional.of(staged.exported()));
        touched.add(exports.touched(List.of(exports.opened(desired(federation, out)))));
        for (Direction direction : context().whole().directionsFrom(scene.production())) {
            imports(federation, direction).ifPresent(touched::add);
        }
        return touched;
    }

    private static Manifest desired(String federation, Direction out) {
        return ExportedServiceSets.desired(federation, out);
    }

    /** What a failover merged is imported apart again before requests are split. */
    private Optional<Touched> imports(String federation, Direction direction) {
        boolean ours = direction.equals(scene.imports());
        ObjectRef ref = FederationObjects.imports(direction);
        Optional<ClusterObject> before = past.before(scene.production(), ref).found();
        MergedServices merged = MergedServices.of(before, direction);
        boolean apart = !MergedServices.into(before, promotion().service()).isEmpty();
        if (!ours && !apart) {
            return Optional.empty();
        }
        SharedSet set =
                set(
                        scene.production(),
                        ref,
                        Touched.Role.IMPORTS,
                        ours ? Optional.of(staged.exported()) : Optional.empty());
        List<PlannedState> states = new ArrayList<>();
        if (ours) {
            states.add(set.opened(ImportedServiceSets.desired(federation, direction, merged)));
        }
        if (apart) {
            Manifest split =
                    ImportedServiceSets.desired(
                            federation, direction, merged.without(promotion().service()));
            states.add(PlannedState.of(Phase.ROUTING, 0, set.with(split)));
        }
        return Optional.of(set.touched(states));
    }

    private SharedSet set(
            Mesh mesh, ObjectRef ref, Touched.Role role, Optional<ServiceName> offered) {
        Before before = past.before(mesh, ref);
        PromotionScene.requireOurs(context().sessionFor(mesh), before, ref);
        return SharedSet.of(
                mesh, ref, role, before, promotion().service(), offered, past.untouched());
    }

    private Touched ours(Mesh mesh, ObjectRef ref, Touched.Role role, List<PlannedState> states) {
        Before before = past.before(mesh, ref);
        PromotionScene.requireOurs(context().sessionFor(mesh), before, ref);
        return new Touched(mesh, ref, role, before, states);
    }

    /**
     * @param stagedService the Service that is exported
     */
    List<Touched> routes(ClusterObject stagedService) {
        Mesh mesh = scene.production();
        Before before = past.before(mesh, route.virtualService());
        Routing during = routing(past.list(mesh, ResourceTypes.VIRTUAL_SERVICE, namespace()));
        hosts = new TreeSet<>(during.outsideHosts());
        SortedMap<String, Destination> imported = new TreeMap<>();
        imported.put(promotion().from(), destination(stagedService));
        List<PlannedState> states = new ArrayList<>();
        for (int step = 0; step < promotion().ramp().size(); step++) {
            Manifest manifest = during.virtualService(Patterns.ofStep(promotion(), step), imported);
            states.add(PlannedState.of(Phase.ROUTING, step, manifest));
        }
        states.add(last(before, imported, during));
        List<Touched> touched = new ArrayList<>();
        touched.add(ours(mesh, route.virtualService(), Touched.Role.ROUTE, states));
        if (past.before(mesh, route.destinationRule()) instanceof Before.There) {
            touched.add(
                    ours(
                            mesh,
                            route.destinationRule(),
                            Touched.Role.ROUTE,
                            List.of(PlannedState.gone(Phase.ROUTING))));
        }
        return touched;
    }

    private PlannedState last(
            Before before, SortedMap<String, Destination> imported, Routing during) {
        if (promotion().finish() != Finish.INSTALL) {
            return PlannedState.of(
                    Phase.SERVING, 0, during.virtualService(Patterns.full(promotion()), imported));
        }
        TrafficPattern stood =
                before.found()
                        .map(found -> Routing.patternOf(found).orElse(TrafficPattern.STANDARD))
                        .orElse(TrafficPattern.NONE);
        return Patterns.home(stood).equals(TrafficPattern.NONE)
                ? PlannedState.gone(Phase.HOMING)
                : PlannedState.of(
                        Phase.HOMING,
                        0,
                        routing(installed())
                                .virtualService(TrafficPattern.STANDARD, new TreeMap<>()));
    }

    /** The users' own VirtualServices when the release is installed. */
    private List<ClusterObject> installed() {
        List<ClusterObject> all =
                new ArrayList<>(
                        past.list(scene.production(), ResourceTypes.VIRTUAL_SERVICE, namespace()));
        for (Touched member : members) {
            ObjectRef ref = member.ref();
            if (ref.type().equals(ResourceTypes.VIRTUAL_SERVICE)) {
                all.removeIf(each -> each.ref().equals(ref));
                member.states().get(0).manifest().stream()
                        .map(manifest -> new ClusterObject(ref, manifest.toTree()))
                        .filter(each -> ref.namespace().equals(namespace()))
                        .forEach(all::add);
            }
        }
        return all;
    }

    private Routing routing(List<ClusterObject> all) {
        LocalService service = service();
        return Routing.of(
                context().whole().name(),
                service,
                scene.production().name(),
                all,
                hosts.isEmpty() ? route.hosts(service, all) : hosts);
    }

    /** As it was: the release may change its ports. */
    private LocalService service() {
        ObjectRef ref =
                new ObjectRef(ResourceTypes.SERVICE, namespace(), promotion().service().name());
        return members.stream()
                .filter(member -> member.ref().equals(ref))
                .flatMap(member -> member.before().found().stream())
                .flatMap(found -> LocalService.of(found).stream())
                .findFirst()
                .orElseGet(route::service);
    }

    private String namespace() {
        return promotion().service().namespace();
    }

    private Destination destination(ClusterObject stagedService) {
        Direction imports = scene.imports();
        ServiceName exported = staged.exported();
        ClusterSession session = context().sessionFor(scene.staging());
        Optional<ExportStatus> offered =
                session.find(FederationObjects.exports(imports.reversed()))
                        .flatMap(ExportStatus::of);
        Map<ServiceName, String> known = ExpectedImports.of(imports, MergedServices.NONE, offered);
        String host = Optional.ofNullable(known.get(exported)).orElse("");
        List<Integer> ports = LocalService.ports(stagedService);
        if (host.isEmpty() || host.endsWith(".svc.cluster.local") || ports.size() != 1) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "requests cannot be split between '%s' and '%s': %s"
                            .formatted(
                                    promotion().to(),
                                    promotion().from(),
                                    ports.size() != 1
                                            ? "%s has %d ports, and federation carries exactly one"
                                                    .formatted(stagedService.ref(), ports.size())
                                            : "no host means the one in staging alone"),
                    "Export a Service with one port, and import it under a name of its own: take asLocal out.");
        }
        return new Destination(host, ports.get(0));
    }
}
