package io.meshfed.resource;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Trees;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * When an object last changed in what people and tools write, by the API server's clock. The
 * object's own resourceVersion moves with every status write of istiod, so it cannot tell.
 */
public final class LastChange {

    private LastChange() {}

    /** The creation when the server keeps no field managers. */
    public static Optional<Instant> of(ClusterObject object) {
        return object.objects("metadata", "managedFields").stream()
                .filter(write -> !"status".equals(Trees.text(write, "subresource").orElse("")))
                .flatMap(write -> StatusTime.at(write, "time").stream())
                .max(Comparator.naturalOrder())
                .or(() -> object.created().filter(StatusTime::plausible));
    }
}
