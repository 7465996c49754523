package io.meshfed.steps.promotion;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.Observation;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.resource.ResourceTypes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The snapshots of a service's promotions, in the production cluster. One that is stored is never
 * changed: its name is made of its digest, and the API server refuses every edit.
 *
 * @param session with the cluster of the production mesh
 * @param mesh the production mesh
 */
record Snapshots(ClusterSession session, String federation, Mesh mesh, ServiceName service) {

    private static final String KEY = "snapshot";
    private static final int DIGITS = 10;

    /** An API server stores no object beyond a mebibyte or so. */
    private static final int LARGEST = 900 << 10;

    /**
     * Stores it, unless it is stored already, and reads it back.
     *
     * @param alive asked just before: throws when the promotion is in other hands
     * @return its digest
     * @throws FederationException PRECOND when it is too large, CONFLICT when something else stands
     *     in its place
     */
    public String store(Snapshot snapshot, Runnable alive) {
        requireSize(snapshot);
        String digest = snapshot.digest();
        Manifest desired = desired(snapshot, digest);
        if (session.find(desired.ref()).isEmpty()) {
            alive.run();
            session.store(desired, Optional.empty());
        }
        if (read(digest).isEmpty()) {
            throw new FederationException(
                    ErrorClass.CONFLICT,
                    "%s in cluster '%s' is not the snapshot that was stored"
                            .formatted(desired.ref(), mesh.cluster().name()),
                    "Nothing was changed. See who made it; when nothing needs it, delete it, then run the same command again.");
        }
        return digest;
    }

    static void requireSize(Snapshot snapshot) {
        int size = snapshot.text().getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "the snapshot of what the promotion touches would have %d KiB, and no more than %d can be stored"
                            .formatted(size >> 10, LARGEST >> 10),
                    "Without a snapshot there is no way back. Take large objects out of the release, into a set of their own.");
        }
    }

    /**
     * @return empty when it is not there, or not what was stored
     */
    public Optional<Snapshot> read(String digest) {
        return session.find(ref(digest))
                .flatMap(found -> found.text("data", KEY))
                .filter(text -> Snapshot.digest(text).equals(digest))
                .flatMap(Snapshot::parse);
    }

    /**
     * Deletes those of the service that no run needs any more.
     *
     * @param alive asked before each: in other hands the promotion may have a newer one
     */
    public void deleteOthers(String digest, Runnable alive) {
        for (ClusterObject found : all()) {
            if (!found.ref().name().equals(name(digest))) {
                alive.run();
                session.delete(found.ref(), Observation.of(List.of(found)));
            }
        }
    }

    private List<ClusterObject> all() {
        return session
                .list(
                        ResourceTypes.CONFIG_MAP,
                        mesh.namespace(),
                        PromotionObjects.snapshots(federation))
                .stream()
                .filter(found -> ofService(found.ref().name()))
                .toList();
    }

    /** The name of another service may begin with that of this one. */
    private boolean ofService(String name) {
        return name.startsWith(prefix())
                && name.substring(prefix().length()).matches("[0-9a-f]{%d}".formatted(DIGITS));
    }

    private Manifest desired(Snapshot snapshot, String digest) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("immutable", true);
        content.put("data", Map.of(KEY, snapshot.text()));
        return new Manifest(
                ref(digest), PromotionObjects.snapshotLabels(federation), new TreeMap<>(), content);
    }

    /** Where the snapshot of that digest is stored. */
    ObjectRef ref(String digest) {
        return new ObjectRef(ResourceTypes.CONFIG_MAP, mesh.namespace(), name(digest));
    }

    private String prefix() {
        return "meshfed-snapshot-%s.%s-".formatted(service.namespace(), service.name());
    }

    private String name(String digest) {
        String hex = digest.replaceFirst("^sha256:", "");
        return prefix() + hex.substring(0, Math.min(DIGITS, hex.length()));
    }
}
