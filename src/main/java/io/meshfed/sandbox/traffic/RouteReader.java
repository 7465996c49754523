package io.meshfed.sandbox.traffic;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the HTTP routes of a VirtualService for one gateway. */
record RouteReader(Upstreams upstreams, Memory memory) {

    private static final int ALL_PERCENT = 100;

    /**
     * @param gateways through which it is bound here, with their namespaces
     */
    List<HttpRoute> routes(Map<String, Object> service, Set<String> gateways, GatewayPort at) {
        List<HttpRoute> routes = new ArrayList<>();
        List<Map<String, Object>> http = Trees.objects(service, "spec", "http");
        for (int i = 0; i < http.size(); i++) {
            Optional<List<RequestMatch>> matches = matches(service, http.get(i), gateways, at);
            if (matches.isPresent()) {
                String name =
                        "%s|%s/%s|%d"
                                .formatted(
                                        at.mesh().key(),
                                        Followed.namespace(service),
                                        Followed.name(service),
                                        i);
                routes.add(route(service, http.get(i), matches.get(), name));
            }
        }
        return routes;
    }

    /** Empty when none of its matches is for this gateway. */
    private static Optional<List<RequestMatch>> matches(
            Map<String, Object> service,
            Map<String, Object> route,
            Set<String> gateways,
            GatewayPort at) {
        List<Map<String, Object>> all = Trees.objects(route, "match");
        List<RequestMatch> here =
                all.stream()
                        .filter(match -> concerns(service, match, gateways, at))
                        .map(RequestMatch::of)
                        .toList();
        return all.isEmpty() || !here.isEmpty() ? Optional.of(here) : Optional.empty();
    }

    private static boolean concerns(
            Map<String, Object> service,
            Map<String, Object> match,
            Set<String> gateways,
            GatewayPort at) {
        List<String> named =
                GatewayPort.fullNames(
                        Trees.texts(Trees.value(match, "gateways").orElse(List.of())), service);
        Map<String, String> source = Pods.texts(Trees.object(match.get("sourceLabels")));
        boolean port =
                !(match.get("port") instanceof Number number)
                        || at.ports().contains(number.intValue());
        return port
                && (named.isEmpty() || named.stream().anyMatch(gateways::contains))
                && at.labels().entrySet().containsAll(source.entrySet());
    }

    private HttpRoute route(
            Map<String, Object> service,
            Map<String, Object> route,
            List<RequestMatch> matches,
            String name) {
        String namespace = Followed.namespace(service);
        List<Map<String, Object>> destinations = Trees.objects(route, "route");
        List<HttpRoute.Target> targets = new ArrayList<>();
        for (Map<String, Object> each : destinations) {
            targets.add(
                    new HttpRoute.Target(
                            upstreams.of(Trees.object(each.get("destination")), namespace),
                            destinations.size() == 1 ? ALL_PERCENT : weight(each)));
        }
        return new HttpRoute(
                matches,
                new HttpRoute.Targets(targets, memory.spread(name)),
                mirror(route, namespace, name),
                Durations.millis(Trees.text(route, "timeout").orElse("")),
                Retries.of(route));
    }

    private static int weight(Map<String, Object> destination) {
        return destination.get("weight") instanceof Number number ? number.intValue() : 0;
    }

    private Optional<HttpRoute.Mirror> mirror(
            Map<String, Object> route, String namespace, String name) {
        double percent =
                Trees.value(route, "mirrorPercentage", "value")
                        .or(() -> Trees.value(route, "mirrorPercent"))
                        .filter(Number.class::isInstance)
                        .map(number -> ((Number) number).doubleValue())
                        .orElse((double) ALL_PERCENT);
        int share = (int) Math.round(percent * HttpRoute.Mirror.WHOLE / ALL_PERCENT);
        return Trees.value(route, "mirror")
                .map(Trees::object)
                .map(
                        destination ->
                                new HttpRoute.Mirror(
                                        upstreams.of(destination, namespace),
                                        share,
                                        memory.spread(name + "|mirror")));
    }
}
