package io.meshfed.resource;

import io.meshfed.model.ClusterObject;
import java.util.List;
import java.util.Optional;

/**
 * What istiod offers to the peer. Needs no connection: it is there a tenth of a second after the
 * peer object, and follows the Services that exist.
 */
public record ExportStatus(List<SetEntry> entries) {

    public ExportStatus {
        entries = List.copyOf(entries);
    }

    /** Empty when nobody handled the set: it has no peer of its name, or no istiod leads. */
    public static Optional<ExportStatus> of(ClusterObject set) {
        return set.value("status", "exportedServices")
                .filter(List.class::isInstance)
                .map(
                        list ->
                                new ExportStatus(
                                        SetEntry.all(set.objects("status", "exportedServices"))));
    }
}
