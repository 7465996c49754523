package io.meshfed.resource;

import io.meshfed.model.ClusterObject;
import java.util.List;
import java.util.Optional;

/**
 * What the peer offers and what was taken of it. An empty list is written before anything was
 * asked, and an offered service stays listed after the peer withdrew it, until istiod restarts: so
 * neither says anything; only entries with a hostname do.
 */
public record ImportStatus(List<SetEntry> entries) {

    public ImportStatus {
        entries = List.copyOf(entries);
    }

    /**
     * Empty when nobody handled the set yet; a set made after its peer waits for up to a minute.
     */
    public static Optional<ImportStatus> of(ClusterObject set) {
        return set.value("status", "importedServices")
                .filter(List.class::isInstance)
                .map(
                        list ->
                                new ImportStatus(
                                        SetEntry.all(set.objects("status", "importedServices"))));
    }

    /** Those that an import rule took. */
    public List<SetEntry> imported() {
        return entries.stream().filter(entry -> !entry.hostname().isEmpty()).toList();
    }
}
