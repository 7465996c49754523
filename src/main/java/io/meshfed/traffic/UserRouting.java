package io.meshfed.traffic;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Ownership;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How users let requests from outside in to a service: which of their VirtualServices do, and for
 * which of the hosts that come in. An exact host wins over a user's wildcard, so whoever takes a
 * host takes all that stands under it.
 *
 * @param hosts from outside, sorted; empty when nothing leads in
 * @param virtualServices whose rules answer those hosts, in the order in which Istio joins them
 */
public record UserRouting(List<String> hosts, List<ClusterObject> virtualServices) {

    static final String MESH = "mesh";

    public UserRouting {
        hosts = List.copyOf(hosts);
        virtualServices = List.copyOf(virtualServices);
    }

    /** Without a way in from outside. */
    static final UserRouting NOTHING = new UserRouting(List.of(), List.of());

    /**
     * @param others VirtualServices of the service's namespace, without our own one for it
     * @param incoming hosts of Routes, or those that the user names
     * @throws FederationException CONFLICT when something of others has the same host already
     */
    static UserRouting of(LocalService service, List<ClusterObject> others, Set<String> incoming) {
        others.forEach(other -> requireNotOfMesh(service, other));
        SortedMap<String, List<ClusterObject>> byHost = new TreeMap<>();
        for (String host : new TreeSet<>(incoming)) {
            List<ClusterObject> answering = answering(host, others);
            if (answering.stream().anyMatch(each -> leadsTo(service, each))) {
                answering.forEach(each -> requireNotExactly(host, each));
                byHost.put(host, answering);
            }
        }
        if (byHost.isEmpty()) {
            return NOTHING;
        }
        List<ClusterObject> first = byHost.get(byHost.firstKey());
        byHost.forEach((host, answering) -> requireSame(byHost.firstKey(), first, host, answering));
        return new UserRouting(List.copyOf(byHost.keySet()), first);
    }

    /** Users' VirtualServices that lead requests from gateways to the service. */
    static List<ClusterObject> leading(LocalService service, List<ClusterObject> others) {
        return others.stream()
                .filter(other -> !gateways(other).isEmpty())
                .filter(other -> leadsTo(service, other))
                .toList();
    }

    /** Those that it is bound to, beside the mesh itself. */
    static List<String> gateways(ClusterObject virtualService) {
        return Trees.texts(virtualService.value("spec", "gateways").orElse(List.of())).stream()
                .filter(gateway -> !gateway.equals(MESH))
                .toList();
    }

    /** All gateways that the rules need, in order, each once. */
    List<String> gateways() {
        Set<String> gateways = new LinkedHashSet<>();
        virtualServices.forEach(each -> gateways.addAll(gateways(each)));
        return List.copyOf(gateways);
    }

    /** The port that users' rules name, else the first of the Service. */
    int port(LocalService service) {
        for (ClusterObject each : virtualServices) {
            String namespace = each.ref().namespace();
            for (Map<String, Object> destination : destinations(each)) {
                Optional<Integer> port = LocalService.port(destination);
                if (port.isPresent() && meant(service, destination, namespace)) {
                    return port.get();
                }
            }
        }
        return service.ports().get(0);
    }

    static List<String> hostsOf(ClusterObject virtualService) {
        return Trees.texts(virtualService.value("spec", "hosts").orElse(List.of()));
    }

    private static boolean leadsTo(LocalService service, ClusterObject virtualService) {
        return destinations(virtualService).stream()
                .anyMatch(to -> meant(service, to, virtualService.ref().namespace()));
    }

    private static boolean meant(
            LocalService service, Map<String, Object> destination, String namespace) {
        return service.meant(Trees.text(destination, "host").orElse(""), namespace);
    }

    private static List<Map<String, Object>> destinations(ClusterObject virtualService) {
        List<Map<String, Object>> destinations = new ArrayList<>();
        for (Map<String, Object> rule : virtualService.objects("spec", "http")) {
            Trees.objects(rule.get("route"))
                    .forEach(entry -> destinations.add(Trees.object(entry.get("destination"))));
        }
        return destinations;
    }

    /** Those with the most exact host win alone; of one host the older comes first. */
    private static List<ClusterObject> answering(String host, List<ClusterObject> others) {
        List<ClusterObject> bound =
                others.stream().filter(other -> !gateways(other).isEmpty()).toList();
        int best = bound.stream().mapToInt(each -> exactness(host, each)).max().orElse(0);
        if (best == 0) {
            return List.of();
        }
        return bound.stream()
                .filter(each -> exactness(host, each) == best)
                .sorted(
                        Comparator.comparing(
                                        (ClusterObject each) ->
                                                each.text("metadata", "creationTimestamp")
                                                        .orElse(""))
                                .thenComparing(each -> each.ref().name()))
                .toList();
    }

    private static int exactness(String host, ClusterObject virtualService) {
        return hostsOf(virtualService).stream()
                .filter(pattern -> Hosts.covers(pattern, host))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static void requireNotExactly(String host, ClusterObject other) {
        if (hostsOf(other).contains(host)) {
            throw new FederationException(
                    ErrorClass.CONFLICT,
                    "%s has the host %s itself, and of two that have it one is not heard"
                            .formatted(other.ref(), SafeText.of(host)),
                    Ownership.isOurs(other)
                            ? "Take that pattern off first, or name another host with --host."
                            : "Give it the host '*', or a wildcard that %s fits, or name another host with --host."
                                    .formatted(SafeText.of(host)));
        }
    }

    private static void requireNotOfMesh(LocalService service, ClusterObject other) {
        List<String> gateways = Trees.texts(other.value("spec", "gateways").orElse(List.of()));
        boolean ofMesh = gateways.isEmpty() || gateways.contains(MESH);
        boolean sameHost =
                hostsOf(other).stream()
                        .anyMatch(host -> service.meant(host, other.ref().namespace()));
        if (ofMesh && sameHost) {
            throw new FederationException(
                    ErrorClass.CONFLICT,
                    "%s routes %s within the mesh, and only one VirtualService can"
                            .formatted(other.ref(), SafeText.of(service.host())),
                    "Bind it to its gateways alone, without 'mesh', or remove it.");
        }
    }

    private static void requireSame(
            String firstHost, List<ClusterObject> first, String host, List<ClusterObject> other) {
        if (!refs(first).equals(refs(other))) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "%s is answered by %s, and %s by %s: one VirtualService cannot stand for both"
                            .formatted(
                                    SafeText.of(firstHost),
                                    String.join(", ", refs(first)),
                                    SafeText.of(host),
                                    String.join(", ", refs(other))),
                    "Name the host to route with --host.");
        }
    }

    private static SortedSet<String> refs(List<ClusterObject> objects) {
        SortedSet<String> refs = new TreeSet<>();
        objects.forEach(object -> refs.add(object.ref().toString()));
        return refs;
    }
}
