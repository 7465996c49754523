package io.meshfed.traffic;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Host names from outside: which Routes lead to which Gateway, and what a wildcard covers. */
final class Hosts {

    private Hosts() {}

    /** As Istio matches them: {@code *} all, {@code *.example.com} what ends so. */
    static boolean covers(String pattern, String host) {
        if (pattern.equals("*") || pattern.equals(host)) {
            return true;
        }
        return pattern.startsWith("*") && host.endsWith(pattern.substring(1));
    }

    /**
     * The hosts of Routes that lead to the pods of one of the gateways, and that the Gateway takes.
     */
    static SortedSet<String> ofRoutes(Entrances entrances) {
        SortedSet<String> hosts = new TreeSet<>();
        for (ClusterObject gateway : entrances.gateways()) {
            List<String> services = servicesOf(gateway, entrances.services());
            for (ClusterObject route : entrances.routes()) {
                String host = route.text("spec", "host").orElse("");
                boolean leads =
                        route.text("spec", "to", "name").filter(services::contains).isPresent();
                if (leads && !host.isEmpty() && takes(gateway, host)) {
                    hosts.add(host);
                }
            }
        }
        return hosts;
    }

    /** Those in front of the same pods; where none is seen, the one that the operator makes. */
    private static List<String> servicesOf(ClusterObject gateway, List<ClusterObject> services) {
        Map<String, Object> wanted = gateway.object("spec", "selector");
        List<String> names = new ArrayList<>();
        for (ClusterObject service : services) {
            Map<String, Object> selected = service.object("spec", "selector");
            if (!wanted.isEmpty() && selected.entrySet().containsAll(wanted.entrySet())) {
                names.add(service.ref().name());
            }
        }
        if (names.isEmpty()) {
            names.add("istio-" + String.valueOf(wanted.getOrDefault("istio", "ingressgateway")));
        }
        return names;
    }

    /** A host of a Gateway may say before a slash who may bind to it. */
    private static boolean takes(ClusterObject gateway, String host) {
        return gateway.objects("spec", "servers").stream()
                .flatMap(server -> Trees.texts(server.get("hosts")).stream())
                .map(pattern -> pattern.substring(pattern.indexOf('/') + 1))
                .anyMatch(pattern -> covers(pattern, host));
    }
}
