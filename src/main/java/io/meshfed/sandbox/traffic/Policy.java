package io.meshfed.sandbox.traffic;

import io.meshfed.model.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How requests are spread over the endpoints of a host, from its DestinationRule.
 *
 * @param byPlace whether near endpoints go before far ones; on unless switched off, but without
 *     outlier detection it means nothing
 */
record Policy(boolean byPlace, List<Failover> failovers, Optional<Outliers> outliers) {

    static final Policy NONE = new Policy(true, List.of(), Optional.empty());

    /** From one region to another, before all others. */
    record Failover(String from, String to) {}

    /**
     * When an endpoint is left out for a while.
     *
     * @param errors 5xx in a row; 0 when they do not count
     * @param gatewayErrors 502, 503 and 504 in a row; 0 when they do not count
     * @param baseMillis how long, the first time
     * @param mostPercent of all endpoints, but always one
     */
    record Outliers(int errors, int gatewayErrors, long baseMillis, int mostPercent) {

        private static Outliers of(Map<String, Object> detection) {
            int gateway = number(detection, "consecutiveGatewayErrors", 0);
            int old = number(detection, "consecutiveErrors", DEFAULT_ERRORS);
            return new Outliers(
                    number(detection, "consecutive5xxErrors", old),
                    gateway,
                    Durations.millis(Trees.text(detection, "baseEjectionTime").orElse(""))
                            .orElse(DEFAULT_BASE_MILLIS),
                    number(detection, "maxEjectionPercent", DEFAULT_MOST_PERCENT));
        }

        private static final int DEFAULT_ERRORS = 5;
        private static final long DEFAULT_BASE_MILLIS = 30_000;
        private static final int DEFAULT_MOST_PERCENT = 10;
    }

    Policy {
        failovers = List.copyOf(failovers);
    }

    /**
     * @param subset whose own settings go before those of the host; empty for none
     */
    static Policy of(Map<String, Object> rule, String subset, int port) {
        Map<String, Object> policy = new LinkedHashMap<>(part(rule, "spec", "trafficPolicy"));
        for (Map<String, Object> each : Trees.objects(rule, "spec", "subsets")) {
            if (Trees.text(each, "name").filter(subset::equals).isPresent()) {
                policy.putAll(part(each, "trafficPolicy"));
            }
        }
        Map<String, Object> settings =
                Trees.objects(policy, "portLevelSettings").stream()
                        .filter(level -> number(part(level, "port"), "number", 0) == port)
                        .findFirst()
                        .orElse(policy);
        Map<String, Object> locality = part(settings, "loadBalancer", "localityLbSetting");
        return new Policy(
                !Boolean.FALSE.equals(locality.get("enabled")),
                Trees.objects(locality, "failover").stream()
                        .map(each -> new Failover(text(each, "from"), text(each, "to")))
                        .toList(),
                Trees.value(settings, "outlierDetection").map(Trees::object).map(Outliers::of));
    }

    /** By rank, the first ones first; without outlier detection or places there is one rank. */
    int rank(Place proxy, Place endpoint) {
        if (!byPlace || outliers.isEmpty() || !proxy.known()) {
            return 0;
        }
        int distance = proxy.distance(endpoint);
        boolean unwanted =
                failovers.stream()
                        .filter(failover -> failover.from().equals(proxy.region()))
                        .findFirst()
                        .filter(failover -> !failover.to().equals(endpoint.region()))
                        .isPresent();
        return distance == Place.FARTHEST && unwanted ? distance + 1 : distance;
    }

    private static int number(Map<String, Object> tree, String key, int fallback) {
        return tree.get(key) instanceof Number number ? number.intValue() : fallback;
    }

    private static Map<String, Object> part(Map<String, Object> tree, String... path) {
        return Trees.object(Trees.value(tree, path).orElse(Map.of()));
    }

    private static String text(Map<String, Object> tree, String key) {
        return Trees.text(tree, key).orElse("");
    }
}
