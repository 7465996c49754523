package io.meshfed.sandbox.mesh;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one istiod knows of the services that one peer offers. */
final class Imports {

    private final SortedMap<String, ImportedService> known = new TreeMap<>();

    /**
     * A full list of the peer's exports has come in.
     *
     * <p>Two oddities of istiod: a service that a rule took and now none does vanishes first and is
     * listed as offered only by the next list; a service that was offered and never taken stays for
     * ever, also when the peer withdraws it.
     */
    void apply(List<ExportedService> offered, ImportRules rules) {
        Set<String> names =
                offered.stream().map(ExportedService::exportedName).collect(Collectors.toSet());
        known.entrySet()
                .removeIf(
                        entry -> entry.getValue().isImported() && !names.contains(entry.getKey()));
        for (ExportedService service : offered) {
            rules.take(service.exported())
                    .ifPresentOrElse(
                            taken -> known.put(service.exportedName(), taken),
                            () -> leave(service.exportedName()));
        }
    }

    private void leave(String exportedName) {
        if (known.getOrDefault(exportedName, ImportedService.OFFERED).isImported()) {
            known.remove(exportedName);
        } else {
            known.put(exportedName, ImportedService.OFFERED);
        }
    }

    /** By exported name: what a rule took. */
    Map<String, ImportedService> taken() {
        return known.entrySet().stream()
                .filter(entry -> entry.getValue().isImported())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Map<String, Object> status() {
        return Map.of(
                "importedServices",
                known.entrySet().stream()
                        .map(
                                entry ->
                                        ExportedService.entry(
                                                entry.getKey(),
                                                entry.getValue().local().name(),
                                                entry.getValue().local().namespace(),
                                                entry.getValue().hostname()))
                        .toList());
    }
}
