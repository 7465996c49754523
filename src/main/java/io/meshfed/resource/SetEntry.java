package io.meshfed.resource;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One service in the status of an export or import set.
 *
 * @param exportedName the name between the meshes, {@code <name>.<ns>.svc.<importer>-exports.local}
 * @param local the Service exported, or the local name it was imported under
 * @param hostname empty for an offered service that no import rule took
 */
public record SetEntry(String exportedName, ServiceName local, String hostname) {

    public SetEntry {
        requireNonNull(exportedName);
        requireNonNull(local);
        requireNonNull(hostname);
    }

    /** The namespace and name in {@link #exportedName}, when it has the usual form. */
    public Optional<ServiceName> exported() {
        int service = exportedName.indexOf(".svc.");
        int dot = exportedName.indexOf('.');
        if (dot <= 0 || service <= dot) {
            return Optional.empty();
        }
        return Optional.of(
                new ServiceName(
                        exportedName.substring(dot + 1, service), exportedName.substring(0, dot)));
    }

    static List<SetEntry> all(List<Map<String, Object>> elements) {
        return elements.stream()
                .map(
                        element ->
                                new SetEntry(
                                        Trees.text(element, "exportedName").orElse(""),
                                        new ServiceName(
                                                text(element, "namespace"), text(element, "name")),
                                        text(element, "hostname")))
                .filter(entry -> !entry.exportedName().isEmpty())
                .toList();
    }

    private static String text(Map<String, Object> element, String field) {
        return Trees.text(element, "localService", field).orElse("");
    }
}
