package io.meshfed.sandbox.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a gateway does with the requests on one of its ports, by host. */
final class VirtualHosts {

    /** By pattern; the most specific first. */
    private final Map<String, List<HttpRoute>> byHost = new LinkedHashMap<>();

    private final List<Map.Entry<String, List<HttpRoute>>> wildcards = new ArrayList<>();

    /**
     * @param routes by host or wildcard, those of the oldest object first
     */
    VirtualHosts(Map<String, List<HttpRoute>> routes) {
        routes.entrySet().stream()
                .sorted(
                        Comparator.comparing(
                                (Map.Entry<String, List<HttpRoute>> host) ->
                                        -Domain.weight(host.getKey())))
                .forEach(host -> byHost.put(host.getKey(), ordered(host.getValue())));
        byHost.entrySet().stream()
                .filter(host -> host.getKey().startsWith("*"))
                .forEach(wildcards::add);
    }

    /** What catches all goes behind what asks for something. */
    private static List<HttpRoute> ordered(List<HttpRoute> routes) {
        return routes.stream().sorted(Comparator.comparing(HttpRoute::catchesAll)).toList();
    }

    /** The first route that fits, of the most specific host alone. */
    Optional<HttpRoute> find(Inbound request) {
        for (HttpRoute route : routes(request.host())) {
            if (route.fits(request)) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    private List<HttpRoute> routes(String host) {
        List<HttpRoute> exact = byHost.get(host);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, List<HttpRoute>> wildcard : wildcards) {
            if (Domain.fits(wildcard.getKey(), host)) {
                return wildcard.getValue();
            }
        }
        return List.of();
    }
}
