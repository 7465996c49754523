package io.meshfed.sandbox.mesh;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The network between the meshes: which address leads to which gateway, and which ways are cut. */
final class AddressBook {

    private static final Pattern SERVICE_NAME =
            Pattern.compile("([a-z0-9-]+)\\.([a-z0-9-]+)\\.svc(\\.cluster\\.local)?\\.?");
    private static final Pattern IP = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:]*");

    /** Behind a load balancer or a node port. */
    private record Outside(String address, int port) {}

    private record Named(String meshName, String gateway) {}

    private record Way(String fromMesh, String toMesh) {}

    /**
     * @param silent packets vanish, so that the caller waits for its time limit; a closed port or
     *     an unknown name fails at once
     */
    record Landing(Optional<Gateway> gateway, boolean silent) {
        static final Landing CLOSED = new Landing(Optional.empty(), false);
        static final Landing SILENT = new Landing(Optional.empty(), true);
    }

    private final MeshWorld world;
    private final Map<String, Gateway> balanced = new TreeMap<>();
    private final Map<Outside, Gateway> nodePorts = new HashMap<>();
    private final Map<Outside, Named> declared = new HashMap<>();
    private final Set<Way> blocked = new HashSet<>();

    AddressBook(MeshWorld world) {
        this.world = world;
    }

    void balance(String address, Gateway gateway) {
        balanced.put(address, gateway);
    }

    void openOnNode(String address, int port, Gateway gateway) {
        nodePorts.put(new Outside(address, port), gateway);
    }

    void lead(String address, int port, String meshName, String gateway) {
        declared.put(new Outside(address, port), new Named(meshName, gateway));
    }

    void forget(Gateway gateway) {
        balanced.values().removeIf(gateway::equals);
        nodePorts.values().removeIf(gateway::equals);
    }

    void block(String fromMesh, String toMesh) {
        blocked.add(new Way(fromMesh, toMesh));
    }

    void unblock(String fromMesh, String toMesh) {
        blocked.remove(new Way(fromMesh, toMesh));
    }

    Landing find(ControlPlane from, String address, int port) {
        Optional<Gateway> target = target(from, address, port);
        if (target.isEmpty()) {
            boolean known = balanced.containsKey(address);
            return IP.matcher(address).matches() && !known ? Landing.SILENT : Landing.CLOSED;
        }
        String to = target.get().mesh().meshName();
        return blocked.contains(new Way(from.meshName(), to))
                ? Landing.SILENT
                : new Landing(target, false);
    }

    private Optional<Gateway> named(Named name) {
        return world.find(name.meshName()).flatMap(mesh -> mesh.gateway(name.gateway()));
    }

    private Optional<Gateway> target(ControlPlane from, String address, int port) {
        Outside outside = new Outside(address, port);
        Optional<Gateway> mapped =
                Optional.ofNullable(nodePorts.get(outside))
                        .or(() -> Optional.ofNullable(declared.get(outside)).flatMap(this::named));
        if (mapped.isPresent()) {
            return mapped;
        }
        Matcher service = SERVICE_NAME.matcher(address);
        Optional<Gateway> gateway =
                service.matches()
                        ? world.gatewayIn(from.cluster(), service.group(2), service.group(1))
                        : Optional.ofNullable(balanced.get(address));
        return gateway.filter(g -> g.exposes(port) && port == PeerSpec.DISCOVERY_PORT);
    }
}
