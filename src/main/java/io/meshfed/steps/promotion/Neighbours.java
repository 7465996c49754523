package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.PromotionRecords;
import io.meshfed.steps.ServiceNames;
import io.meshfed.steps.promotion.Snapshot.Kept;
import io.meshfed.traffic.LocalService;
import io.meshfed.traffic.Routing;
import io.meshfed.traffic.TrafficPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Other services of a production mesh that stand on what a peer offers it: all of them share the
 * sets of exports and imports of the two meshes, which one promotion must not take from under
 * another one, nor from under a route.
 *
 * @param service whose own promotion it is
 */
record Neighbours(StepContext context, Mesh production, ServiceName service) {

    /**
     * One of them.
     *
     * @param peer name of the mesh that requests may go to; empty when nobody knows
     * @param merged whether it is imported as if it were local
     */
    private record Neighbour(ServiceName service, String peer, boolean merged, String told) {

        boolean concerned(Kept set) {
            String of = set.role() == Touched.Role.IMPORTS ? set.ref().name() : set.mesh();
            return peer.isEmpty() || peer.equals(of);
        }

        boolean served(Kept set) {
            ClusterObject found = set.before().found().orElse(null);
            if (found == null) {
                return false;
            }
            return set.role() == Touched.Role.IMPORTS
                    ? found.objects("spec", "importRules").stream().anyMatch(this::imported)
                    : found.objects("spec", "exportRules").stream().anyMatch(this::named);
        }

        private boolean imported(Map<String, Object> rule) {
            return Trees.flag(rule, "importAsLocal") == merged && named(rule);
        }

        /** What names no service may mean this one. */
        private boolean named(Map<String, Object> rule) {
            String name = Trees.text(rule, "nameSelector", "name").orElse("");
            String alias = Trees.text(rule, "nameSelector", "alias", "name").orElse("");
            return name.isEmpty() || name.equals(service.name()) || alias.equals(service.name());
        }
    }

    Neighbours {
        requireNonNull(context);
        requireNonNull(production);
        requireNonNull(service);
    }

    /**
     * Who would stand on nothing if a set were as it was found, and why; empty when nobody would.
     */
    SortedSet<String> losing(Kept set) {
        SortedSet<String> losing = new TreeSet<>();
        for (Neighbour each : all()) {
            if (each.concerned(set) && !each.served(set)) {
                losing.add(each.told());
            }
        }
        return losing;
    }

    private List<Neighbour> all() {
        List<Neighbour> all = new ArrayList<>();
        for (ClusterObject route : routes()) {
            routed(route, all);
        }
        ClusterSession session = context.sessionFor(production);
        for (ClusterObject found :
                PromotionRecords.all(session, context.whole().name(), production)) {
            underWay(session, found).ifPresent(all::add);
        }
        all.removeIf(each -> each.service().equals(service));
        return all;
    }

    private void routed(ClusterObject route, List<Neighbour> all) {
        Optional<ServiceName> name = LocalService.routedBy(route.ref());
        if (name.isEmpty()) {
            return;
        }
        Optional<TrafficPattern> pattern = Routing.patternOf(route);
        String told =
                "requests for %s are led by %s"
                        .formatted(
                                name.get(),
                                pattern.map(TrafficPattern::toString).orElse("who knows what"));
        if (pattern.isEmpty()) {
            all.add(new Neighbour(name.get(), "", false, told));
        }
        pattern.stream()
                .flatMap(stands -> stands.peers(production.name()).stream())
                .forEach(
                        peer ->
                                all.add(
                                        new Neighbour(
                                                name.get(),
                                                peer,
                                                pattern.get().kind()
                                                        == TrafficPattern.Kind.FAILOVER,
                                                told)));
    }

    /** In every namespace; who may not look there looks where the file has services of the mesh. */
    private List<ClusterObject> routes() {
        try {
            return routes("");
        } catch (FederationException refused) {
            if (refused.errorClass() != ErrorClass.AUTH) {
                throw refused;
            }
        }
        SortedSet<String> namespaces = new TreeSet<>(List.of(service.namespace()));
        ServiceNames.known(context, production).forEach(each -> namespaces.add(each.namespace()));
        List<ClusterObject> routes = new ArrayList<>();
        namespaces.forEach(namespace -> routes.addAll(routes(namespace)));
        return routes;
    }

    private List<ClusterObject> routes(String namespace) {
        return context.sessionFor(production)
                .list(
                        ResourceTypes.VIRTUAL_SERVICE,
                        namespace,
                        Routing.selector(context.whole().name(), production.name()));
    }

    /** What cannot be read leads nobody anywhere: its route does, which is looked at as well. */
    private Optional<Neighbour> underWay(ClusterSession session, ClusterObject found) {
        try {
            PromotionRecord record = PromotionRecords.of(session, production, found);
            return Optional.of(record)
                    .filter(PromotionRecord::open)
                    .map(open -> open.about().subject())
                    .map(
                            subject ->
                                    new Neighbour(
                                            subject.service(),
                                            subject.from(),
                                            false,
                                            "%s is being promoted: '%s'"
                                                    .formatted(
                                                            SafeText.of(
                                                                    subject.service().toString()),
                                                            SafeText.of(subject.promotion()))));
        } catch (FederationException unreadable) {
            if (unreadable.errorClass() != ErrorClass.CONFLICT) {
                throw unreadable;
            }
            return Optional.empty();
        }
    }
}
