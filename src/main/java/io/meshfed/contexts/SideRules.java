package io.meshfed.contexts;

import io.meshfed.model.GatewayAddress;
import io.meshfed.model.Locality;
import io.meshfed.model.PeerEndpoint;
import io.meshfed.model.PeeringSide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads where a real installation differs from what would be computed. */
final class SideRules {

    private final List<String> between;
    private final Findings problems;

    SideRules(List<String> between, Findings problems) {
        this.between = between;
        this.problems = problems;
    }

    Map<String, PeeringSide> read(Item section) {
        Map<String, PeeringSide> sides = new TreeMap<>();
        section.entries()
                .forEach(
                        (mesh, item) -> {
                            if (!between.contains(mesh)) {
                                problems.add(
                                        item.place(),
                                        "mesh '%s' is not in this peering%s"
                                                .formatted(
                                                        Findings.shown(mesh),
                                                        WordHint.after(mesh, between)));
                            }
                            sides.put(mesh, side(item));
                        });
        return sides;
    }

    private PeeringSide side(Item item) {
        refuseEqualPorts(item);
        return new PeeringSide(
                item.textAt("ingress"),
                item.textAt("egress"),
                addresses(item.at("addresses")),
                item.numberAt("discoveryPort"),
                item.numberAt("servicePort"),
                item.textAt("caConfigMap"),
                locality(item.at("locality")));
    }

    private List<String> addresses(Item list) {
        List<String> addresses = new ArrayList<>();
        for (Item item : list.items()) {
            GatewayAddress.problem(item.text())
                    .ifPresent(
                            why ->
                                    problems.add(
                                            item.place(),
                                            "'%s' %s".formatted(Findings.shown(item.text()), why)));
            addresses.add(item.text());
        }
        return addresses;
    }

    private void refuseEqualPorts(Item item) {
        int discovery = orDefault(item.numberAt("discoveryPort"), PeerEndpoint.DISCOVERY_PORT);
        int service = orDefault(item.numberAt("servicePort"), PeerEndpoint.SERVICE_PORT);
        if (discovery == service) {
            String key = item.has("servicePort") ? "servicePort" : "discoveryPort";
            problems.add(
                    item.at(key).place(),
                    "discovery and services need different ports, both are %d".formatted(service));
        }
    }

    private static int orDefault(int port, int usual) {
        return port == 0 ? usual : port;
    }

    private static Locality locality(Item item) {
        String region = item.textAt("region");
        String zone = region.isEmpty() ? "" : item.textAt("zone");
        return new Locality(region, zone, zone.isEmpty() ? "" : item.textAt("subzone"));
    }
}
