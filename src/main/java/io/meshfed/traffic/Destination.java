package io.meshfed.traffic;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where requests are sent. The port is always said: an imported service has the port numbers of the
 * Service in the other mesh, which may differ from those of the local one.
 *
 * @param host as meshes know it
 */
public record Destination(String host, int port) {

    public Destination {
        requireNonNull(host);
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("host", host);
        tree.put("port", Map.of("number", port));
        return tree;
    }
}
