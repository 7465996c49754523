package io.meshfed.sandbox.traffic;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.MeshState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One port of a gateway's Service, and what Gateways and VirtualServices make of it.
 *
 * @param labels of the gateway's pods
 * @param ports under which Gateways may name it: that of the Service, and that of the pods
 */
record GatewayPort(
        MeshState mesh, Followed objects, Map<String, String> labels, Set<Integer> ports) {

    private static final Set<String> PLAIN = Set.of("HTTP", "HTTP2", "GRPC", "GRPC-WEB");

    /** A server of a Gateway. */
    private record Server(Map<String, Object> gateway, List<String> hosts) {

        /** The name under which VirtualServices may bind to it. */
        private String name() {
            return Followed.namespace(gateway) + "/" + Followed.name(gateway);
        }
    }

    /** Empty when no Gateway opens it: then nobody listens. */
    Optional<VirtualHosts> compile(RouteReader reader) {
        List<Server> servers = servers();
        if (servers.isEmpty()) {
            return Optional.empty();
        }
        List<Map<String, Object>> services =
                objects.in(Kinds.VIRTUAL_SERVICE, mesh.namespaces())
                        .filter(each -> Visibility.reaches(each, mesh.key().namespace()))
                        .sorted(Visibility.AGE)
                        .toList();
        Map<String, List<HttpRoute>> hosts = new LinkedHashMap<>();
        for (Map<String, Object> service : services) {
            for (String host : hosts(service, servers)) {
                hosts.computeIfAbsent(host, none -> new ArrayList<>())
                        .addAll(reader.routes(service, binding(service, servers), this));
            }
        }
        return Optional.of(new VirtualHosts(hosts));
    }

    private List<Server> servers() {
        List<Server> servers = new ArrayList<>();
        objects.in(Kinds.GATEWAY, mesh.namespaces())
                .filter(this::selects)
                .forEach(
                        gateway ->
                                Trees.objects(gateway, "spec", "servers").stream()
                                        .filter(this::opens)
                                        .map(server -> new Server(gateway, hosts(server)))
                                        .forEach(servers::add));
        return servers;
    }

    private static List<String> hosts(Map<String, Object> server) {
        return Trees.texts(Trees.value(server, "hosts").orElse(List.of()));
    }

    private boolean selects(Map<String, Object> gateway) {
        Map<String, String> selector =
                Pods.texts(Trees.object(Trees.value(gateway, "spec", "selector").orElse(Map.of())));
        return labels.entrySet().containsAll(selector.entrySet());
    }

    private boolean opens(Map<String, Object> server) {
        String protocol =
                Trees.text(server, "port", "protocol").orElse("").toUpperCase(Locale.ROOT);
        return PLAIN.contains(protocol)
                && Trees.value(server, "port", "number")
                        .filter(Number.class::isInstance)
                        .filter(number -> ports.contains(((Number) number).intValue()))
                        .isPresent();
    }

    /**
     * The hosts that both the VirtualService and a server it is bound to have, the narrower one.
     */
    private List<String> hosts(Map<String, Object> service, List<Server> servers) {
        List<String> own =
                Trees.texts(Trees.value(service, "spec", "hosts").orElse(List.of())).stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .toList();
        Set<String> bound = binding(service, servers);
        return servers.stream()
                .filter(server -> bound.contains(server.name()))
                .flatMap(
                        server ->
                                server.hosts().stream().flatMap(h -> admitted(h, server, service)))
                .flatMap(
                        host ->
                                own.stream()
                                        .filter(each -> Domain.meet(each, host))
                                        .map(
                                                each ->
                                                        Domain.weight(each) >= Domain.weight(host)
                                                                ? each
                                                                : host))
                .distinct()
                .toList();
    }

    /** A host of a server may say whose VirtualServices it takes: {@code namespace/host}. */
    private static Stream<String> admitted(
            String host, Server server, Map<String, Object> service) {
        int slash = host.indexOf('/');
        if (slash < 0) {
            return Stream.of(host.toLowerCase(Locale.ROOT));
        }
        String from = host.substring(0, slash);
        String namespace = Followed.namespace(service);
        boolean beside = from.equals(".") && Followed.namespace(server.gateway()).equals(namespace);
        return from.equals("*") || from.equals(namespace) || beside
                ? Stream.of(host.substring(slash + 1).toLowerCase(Locale.ROOT))
                : Stream.empty();
    }

    private static Set<String> binding(Map<String, Object> service, List<Server> servers) {
        List<String> named =
                fullNames(
                        Trees.texts(Trees.value(service, "spec", "gateways").orElse(List.of())),
                        service);
        return servers.stream()
                .map(Server::name)
                .filter(named::contains)
                .collect(Collectors.toSet());
    }

    /** Gateways as they are named in an object: one without a namespace stands beside it. */
    static List<String> fullNames(List<String> gateways, Map<String, Object> namedBy) {
        return gateways.stream()
                .map(
                        gateway ->
                                gateway.contains("/")
                                        ? gateway
                                        : Followed.namespace(namedBy) + "/" + gateway)
                .toList();
    }
}
