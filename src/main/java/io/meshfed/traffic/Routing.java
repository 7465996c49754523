package io.meshfed.traffic;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The desired routing of one service: a VirtualService and, for a failover, a DestinationRule. The
 * users' own VirtualServices are read, never edited.
 *
 * @param federation whose labels the objects carry
 * @param users how its requests come in without us
 */
public record Routing(
        String federation, LocalService service, String localMesh, UserRouting users) {

    /** Of our VirtualService: the pattern that it makes, as text. */
    public static final String PATTERN = "meshfed.io/pattern";

    /** Of what is ours: the mesh whose requests it routes; several meshes may share a cluster. */
    public static final String MESH = "meshfed.io/mesh";

    /** The gateways of users' VirtualServices that lead to the service, as those name them. */
    public static Set<String> gateways(LocalService service, List<ClusterObject> virtualServices) {
        Set<String> gateways = new TreeSet<>();
        UserRouting.leading(service, others(service, virtualServices))
                .forEach(each -> gateways.addAll(UserRouting.gateways(each)));
        return gateways;
    }

    /**
     * @param virtualServices all of the service's namespace
     * @param incoming hosts that requests from outside come in under
     * @throws FederationException CONFLICT when something of others stands in the way, PRECOND when
     *     the hosts are not of one kind
     */
    public static Routing of(
            String federation,
            LocalService service,
            String localMesh,
            List<ClusterObject> virtualServices,
            Set<String> incoming) {
        return new Routing(
                federation,
                service,
                localMesh,
                UserRouting.of(service, others(service, virtualServices), incoming));
    }

    public static Set<String> hosts(Entrances entrances) {
        return Hosts.ofRoutes(entrances);
    }

    /** Hosts from outside that an object of ours has, for the service of that host in the mesh. */
    public static SortedSet<String> outsideHosts(ClusterObject ours, String meshHost) {
        SortedSet<String> hosts = new TreeSet<>(UserRouting.hostsOf(ours));
        hosts.remove(meshHost);
        return hosts;
    }

    private static List<ClusterObject> others(
            LocalService service, List<ClusterObject> virtualServices) {
        return virtualServices.stream()
                .filter(each -> !each.ref().equals(service.virtualService()))
                .toList();
    }

    /** The pattern that an object of ours is part of; empty when it does not say. */
    public static Optional<TrafficPattern> patternOf(ClusterObject ours) {
        return ours.annotation(PATTERN).flatMap(TrafficPattern::parse);
    }

    /** The port of the service that requests are routed for. */
    public int port() {
        return users.port(service);
    }

    /**
     * @param imported where each peer of the pattern answers
     */
    public Manifest virtualService(
            TrafficPattern pattern, SortedMap<String, Destination> imported) {
        RoutedRules rules = new RoutedRules(service, port(), localMesh, pattern, imported);
        List<Map<String, Object>> http = new ArrayList<>();
        users.virtualServices().forEach(each -> http.addAll(rules.ofUser(each)));
        http.addAll(rules.ofMesh());
        List<String> hosts = new ArrayList<>(users.hosts());
        hosts.add(service.host());
        List<String> gateways = new ArrayList<>(users.gateways());
        gateways.add(UserRouting.MESH);
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("hosts", hosts);
        spec.put("gateways", gateways);
        spec.put("http", http);
        return ours(service.virtualService(), pattern, spec);
    }

    /**
     * Without outlier detection Envoy never takes an endpoint for failed, and the locality setting
     * does nothing.
     *
     * @param from the region of the local mesh
     * @param to the region that imported endpoints are said to be in
     */
    public Manifest destinationRule(TrafficPattern pattern, String from, String to) {
        Map<String, Object> failover = new LinkedHashMap<>();
        failover.put("from", from);
        failover.put("to", to);
        Map<String, Object> locality = new LinkedHashMap<>();
        locality.put("enabled", true);
        locality.put("failover", List.of(failover));
        Map<String, Object> outliers = new LinkedHashMap<>();
        outliers.put("consecutive5xxErrors", 3);
        outliers.put("interval", "10s");
        outliers.put("baseEjectionTime", "1m");
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("loadBalancer", Map.of("localityLbSetting", locality));
        policy.put("outlierDetection", outliers);
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("host", service.host());
        spec.put("trafficPolicy", policy);
        return ours(service.destinationRule(), pattern, spec);
    }

    private Manifest ours(ObjectRef ref, TrafficPattern pattern, Map<String, Object> spec) {
        SortedMap<String, String> labels = Ownership.labels(federation);
        labels.put(MESH, localMesh);
        SortedMap<String, String> annotations = new TreeMap<>();
        annotations.put(PATTERN, pattern.toString());
        return new Manifest(ref, labels, annotations, Map.of("spec", spec));
    }

    /** Selects what is ours of that mesh. */
    public static String selector(String federation, String mesh) {
        SortedMap<String, String> labels = Ownership.labels(federation);
        labels.put(MESH, mesh);
        return String.join(
                ",",
                labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .toList());
    }

    /**
     * Istio hears only one traffic policy for a host.
     *
     * @param rules all DestinationRules of the service's namespace
     * @throws FederationException CONFLICT when one of others has a policy for the service
     */
    public static void requireOnlyPolicy(LocalService service, List<ClusterObject> rules) {
        for (ClusterObject rule : rules) {
            boolean ours = rule.ref().equals(service.destinationRule());
            boolean meant =
                    rule.text("spec", "host")
                            .filter(host -> service.meant(host, rule.ref().namespace()))
                            .isPresent();
            boolean policy =
                    !Trees.object(rule.value("spec", "trafficPolicy").orElse("")).isEmpty();
            if (!ours && meant && policy) {
                throw new FederationException(
                        ErrorClass.CONFLICT,
                        "%s has a traffic policy for %s, and Istio hears only one"
                                .formatted(rule.ref(), service.host()),
                        "A failover needs its own: take spec.trafficPolicy out of that rule; its subsets may stay.");
            }
        }
    }

    /** Whether requests come in from outside, or only the mesh's own are routed. */
    public boolean fromOutside() {
        return !users.hosts().isEmpty();
    }

    /** Hosts from outside, sorted. */
    public List<String> outsideHosts() {
        return users.hosts();
    }
}
