package io.meshfed.resource;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ServiceName;
import java.util.SortedMap;

/** What is kept of promotions: all of it beside the control plane of the production mesh. */
public final class PromotionObjects {

    /** Label of everything that is kept of a promotion, with its kind. */
    public static final String KEPT = "meshfed.io/record";

    /** With it begins the name of the set of every release. */
    public static final String RELEASE = "meshfed-release-";

    private static final String PREFIX = "meshfed-promotion-";
    private static final String RECORD = "promotion";
    private static final String SNAPSHOT = "snapshot";
    private static final String LOCK = "promotion-lock";

    private PromotionObjects() {}

    /** What is known of the promotions of one service. */
    public static ObjectRef record(Mesh production, ServiceName service) {
        return new ObjectRef(
                ResourceTypes.CONFIG_MAP,
                production.namespace(),
                PREFIX + service.namespace() + "." + service.name());
    }

    /** Where those meet that promote to a mesh. */
    public static ObjectRef lock(Mesh production) {
        return new ObjectRef(
                ResourceTypes.LEASE, production.namespace(), PREFIX + production.name());
    }

    /** Selects all that is kept beside the lock, of all services. */
    public static String kept(String federation) {
        return "%s,%s=%s".formatted(KEPT, Ownership.FEDERATION, federation);
    }

    /** Of what {@link #kept} selects. */
    public static boolean isRecord(ClusterObject kept) {
        return kept.label(KEPT).filter(RECORD::equals).isPresent();
    }

    /**
     * The inventory of what promotions installed for one service. It lies where those of other sets
     * do: whoever deletes all sets looks there.
     */
    public static ObjectRef releaseSet(Mesh production, ServiceName service) {
        String name =
                RELEASE
                        + "%s-%s.%s"
                                .formatted(production.name(), service.namespace(), service.name());
        return new ObjectRef(ResourceTypes.CONFIG_MAP, "default", name);
    }

    public static SortedMap<String, String> recordLabels(String federation) {
        return labels(federation, RECORD);
    }

    public static SortedMap<String, String> lockLabels(String federation) {
        return labels(federation, LOCK);
    }

    public static SortedMap<String, String> snapshotLabels(String federation) {
        return labels(federation, SNAPSHOT);
    }

    private static SortedMap<String, String> labels(String federation, String kind) {
        SortedMap<String, String> labels = Ownership.labels(federation);
        labels.put(KEPT, kind);
        return labels;
    }

    /** Selects the records of all services. */
    public static String records(String federation) {
        return selector(federation, RECORD);
    }

    /** Selects the snapshots of all services. */
    public static String snapshots(String federation) {
        return selector(federation, SNAPSHOT);
    }

    private static String selector(String federation, String kind) {
        return "%s=%s,%s=%s".formatted(KEPT, kind, Ownership.FEDERATION, federation);
    }
}
