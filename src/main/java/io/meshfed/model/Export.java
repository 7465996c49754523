package io.meshfed.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one mesh of a peering offers to the other: one service by name, or all services of a
 * namespace that carry labels.
 *
 * @param from name of the exporting mesh
 * @param service empty name for an export by labels
 * @param labels empty for an export by name
 * @param exportedAs the name under which the peer sees it; for an export by labels only its
 *     namespace counts, and it equals the service's own when nothing is renamed
 */
public record Export(
        String from,
        ServiceName service,
        SortedMap<String, String> labels,
        ServiceName exportedAs) {

    public Export {
        requireNonNull(from);
        requireNonNull(service);
        requireNonNull(exportedAs);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        if (service.namespace().isEmpty()) {
            throw new IllegalArgumentException("an export needs a namespace");
        }
        if (service.name().isEmpty() == labels.isEmpty()) {
            throw new IllegalArgumentException("an export needs either a service or labels");
        }
    }

    public static Export named(String from, ServiceName service, ServiceName exportedAs) {
        return new Export(from, service, new TreeMap<>(), exportedAs);
    }

    public static Export labelled(String from, String namespace, Map<String, String> labels) {
        ServiceName any = new ServiceName(namespace, "");
        return new Export(from, any, new TreeMap<>(labels), any);
    }

    public boolean byName() {
        return labels.isEmpty();
    }
}
