package io.meshfed.sandbox.mesh;

import io.meshfed.model.ServiceName;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One service that a mesh offers to a peer.
 *
 * @param exportedName the key of it in the statuses of both sides
 * @param exported the name that the importer's rules are matched against
 * @param local the Service behind it
 */
record ExportedService(String exportedName, ServiceName exported, ServiceName local) {

    Map<String, Object> status() {
        return entry(
                exportedName,
                local.name(),
                local.namespace(),
                "%s.%s.svc.cluster.local".formatted(local.name(), local.namespace()));
    }

    static Map<String, Object> entry(
            String exportedName, String name, String namespace, String hostname) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("hostname", hostname);
        service.put("name", name);
        service.put("namespace", namespace);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("exportedName", exportedName);
        entry.put("localService", service);
        return entry;
    }
}
