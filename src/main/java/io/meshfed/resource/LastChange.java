package io.meshfed.resource;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Trees;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When an object last changed in what people and tools write, by the API server's clock. The
 * object's own resourceVersion moves with every status write of istiod, so it cannot tell.
 */
public final class LastChange {

    private LastChange() {}

    /** The creation when the server keeps no field managers. */
    public static Optional<Instant> of(ClusterObject object) {
        return object.objects("metadata", "managedFields").stream()
                .filter(write -> !ofStatus(write))
                .flatMap(write -> StatusTime.at(write, "time").stream())
                .max(Comparator.naturalOrder())
                .or(() -> object.created().filter(StatusTime::plausible));
    }

    /** Servers before Kubernetes 1.22 do not name the subresource. */
    private static boolean ofStatus(Map<String, Object> write) {
        Map<String, Object> fields = Trees.object(write.get("fieldsV1"));
        return "status".equals(Trees.text(write, "subresource").orElse(""))
                || fields.keySet().equals(Set.of("f:status"));
    }
}
