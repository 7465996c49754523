package io.meshfed.traffic;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The http rules of users, with the destinations that lead to the service replaced by those of a
 * pattern. All else in a rule stays: matches, rewrites, timeouts, retries, subsets.
 *
 * @param imported what peers offer, by mesh
 */
record RoutedRules(
        LocalService service,
        int port,
        String localMesh,
        TrafficPattern pattern,
        SortedMap<String, Destination> imported) {

    /** The rules of one VirtualService, for the gateways that it is bound to and no others. */
    List<Map<String, Object>> ofUser(ClusterObject virtualService) {
        List<String> gateways = UserRouting.gateways(virtualService);
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Map<String, Object> rule : virtualService.objects("spec", "http")) {
            Map<String, Object> routed = new LinkedHashMap<>();
            routed.put("match", bound(Trees.objects(rule.get("match")), gateways));
            rule.forEach(
                    (field, value) -> {
                        if (!field.equals("match")) {
                            routed.put(field, value);
                        }
                    });
            if (leadsHere(rule, virtualService.ref().namespace())) {
                route(routed, virtualService);
            }
            rules.add(routed);
        }
        return rules;
    }

    /**
     * Within the mesh every path of the service is routed, and each port that is not stays its own.
     */
    List<Map<String, Object>> ofMesh() {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (int other : service.ports()) {
            if (other != port) {
                Map<String, Object> match = new LinkedHashMap<>();
                match.put("gateways", List.of(UserRouting.MESH));
                match.put("port", other);
                rules.add(
                        rule(
                                List.of(match),
                                List.of(entry(new Destination(service.host(), other)))));
            }
        }
        List<Map<String, Object>> routes = List.of(entry(new Destination(service.host(), port)));
        Map<String, Object> last =
                rule(List.of(Map.of("gateways", List.of(UserRouting.MESH))), routes);
        spread(last, routes, service.name().namespace());
        rules.add(last);
        return rules;
    }

    private static Map<String, Object> rule(
            List<Map<String, Object>> match, List<Map<String, Object>> routes) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("match", match);
        rule.put("route", routes);
        return rule;
    }

    private static Map<String, Object> entry(Destination destination) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("destination", destination.tree());
        return entry;
    }

    /** A match that names gateways of its own keeps them. */
    private static List<Map<String, Object>> bound(
            List<Map<String, Object>> matches, List<String> gateways) {
        if (matches.isEmpty()) {
            return List.of(Map.of("gateways", gateways));
        }
        List<Map<String, Object>> bound = new ArrayList<>();
        for (Map<String, Object> match : matches) {
            Map<String, Object> copy = new LinkedHashMap<>(match);
            copy.putIfAbsent("gateways", gateways);
            bound.add(copy);
        }
        return bound;
    }

    boolean leadsHere(Map<String, Object> rule, String namespace) {
        return Trees.objects(rule.get("route")).stream()
                .anyMatch(entry -> service.destination(entry, namespace, port));
    }

    private void route(Map<String, Object> rule, ClusterObject virtualService) {
        boolean mirrored = rule.containsKey("mirror") || rule.containsKey("mirrors");
        if (mirrored && pattern.kind() == TrafficPattern.Kind.MIRROR) {
            throw new FederationException(
                    ErrorClass.CONFLICT,
                    "%s mirrors requests for %s already"
                            .formatted(virtualService.ref(), SafeText.of(service.host())),
                    "Take its mirror out; a rule has only one.");
        }
        if (pattern.kind() == TrafficPattern.Kind.FAILOVER) {
            requireNoSubset(rule, virtualService);
        }
        spread(rule, Trees.objects(rule.get("route")), virtualService.ref().namespace());
    }

    /** Imported endpoints carry no labels of the peer's pods, so no subset ever has one. */
    private void requireNoSubset(Map<String, Object> rule, ClusterObject virtualService) {
        for (Map<String, Object> entry : Trees.objects(rule.get("route"))) {
            Optional<String> subset = Trees.text(entry, "destination", "subset");
            boolean here = service.destination(entry, virtualService.ref().namespace(), port);
            if (here && subset.isPresent()) {
                throw new FederationException(
                        ErrorClass.PRECOND,
                        "%s leads to subset '%s' of %s, and imported endpoints are in no subset: it would never fail over"
                                .formatted(
                                        virtualService.ref(),
                                        SafeText.of(subset.get()),
                                        service.host()),
                        "Let that rule lead to the service without a subset.");
            }
        }
    }

    private void spread(
            Map<String, Object> rule, List<Map<String, Object>> routes, String namespace) {
        switch (pattern.kind()) {
            case BALANCE -> rule.put("route", balanced(routes, namespace));
            case MIRROR -> {
                rule.put("mirror", imported.get(pattern.peer()).tree());
                rule.put("mirrorPercentage", Map.of("value", pattern.shares().get(pattern.peer())));
            }
            default -> {}
        }
    }

    private List<Map<String, Object>> balanced(List<Map<String, Object>> routes, String namespace) {
        List<Map<String, Object>> here =
                routes.stream().filter(e -> service.destination(e, namespace, port)).toList();
        List<Map<String, Object>> spread = new ArrayList<>();
        boolean done = false;
        for (Map<String, Object> entry : routes) {
            boolean ours = service.destination(entry, namespace, port);
            if (ours && !done) {
                spread.addAll(shared(here, routes.size() == 1));
            } else if (!ours) {
                spread.add(entry);
            }
            done |= ours;
        }
        return spread;
    }

    /** The part of a rule that leads to the service, as that many entries as there are shares. */
    private List<Map<String, Object>> shared(List<Map<String, Object>> here, boolean alone) {
        List<Integer> weights = here.stream().map(entry -> alone ? 100 : weight(entry)).toList();
        int sum = weights.stream().mapToInt(Integer::intValue).sum();
        if (sum == 0) {
            return here;
        }
        List<Map<String, Object>> entries = new ArrayList<>();
        List<Integer> parts = new ArrayList<>();
        for (int i = 0; i < here.size(); i++) {
            entries.add(here.get(i));
            parts.add(weights.get(i) * pattern.shares().getOrDefault(localMesh, 0));
        }
        for (Map.Entry<String, Integer> share : new TreeMap<>(pattern.shares()).entrySet()) {
            if (!share.getKey().equals(localMesh)) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("destination", imported.get(share.getKey()).tree());
                if (here.get(0).containsKey("headers")) {
                    entry.put("headers", here.get(0).get("headers"));
                }
                entries.add(entry);
                parts.add(sum * share.getValue());
            }
        }
        return weighted(entries, Spread.of(sum, parts));
    }

    private static List<Map<String, Object>> weighted(
            List<Map<String, Object>> entries, List<Integer> weights) {
        List<Map<String, Object>> weighted = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (weights.get(i) > 0) {
                Map<String, Object> entry = new LinkedHashMap<>(entries.get(i));
                entry.put("weight", weights.get(i));
                weighted.add(entry);
            }
        }
        return weighted;
    }

    private static int weight(Map<String, Object> entry) {
        return Trees.value(entry, "weight")
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).intValue())
                .orElse(0);
    }
}
