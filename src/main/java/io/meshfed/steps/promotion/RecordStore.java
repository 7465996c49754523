package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.steps.PromotionRecords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the record of one service's promotions is kept. */
public final class RecordStore {

    private final ClusterSession session;
    private final String federation;
    private final Mesh production;
    private final ObjectRef ref;

    /**
     * The record as it is stored.
     *
     * @param seen empty while there is none
     */
    public record Stored(PromotionRecord record, Optional<ClusterObject> seen) {
        public Stored {
            requireNonNull(record);
            requireNonNull(seen);
        }
    }

    /**
     * @param session with the cluster of the production mesh
     */
    public RecordStore(
            ClusterSession session, String federation, Mesh production, ServiceName service) {
        this.session = requireNonNull(session);
        this.federation = requireNonNull(federation);
        this.production = requireNonNull(production);
        this.ref = PromotionObjects.record(production, service);
    }

    /**
     * @throws FederationException CONFLICT when what lies there is not ours, or not as we left it
     */
    public Stored read() {
        return session.find(ref)
                .map(this::stored)
                .orElseGet(() -> new Stored(PromotionRecord.none(), Optional.empty()));
    }

    /**
     * Puts it in the place of what was seen.
     *
     * @return empty when somebody else changed it since; then it is as they left it
     * @throws FederationException INPUT when it is too long to be kept
     */
    public Optional<Stored> replace(Stored seen, PromotionRecord next) {
        Manifest desired = manifest(next);
        return session.store(desired, seen.seen())
                .or(() -> oursAfterAll(desired))
                .map(this::stored);
    }

    /** The answer to our first try may have been lost, and the second found its own work. */
    private Optional<ClusterObject> oursAfterAll(Manifest desired) {
        return session.find(ref)
                .filter(found -> found.object("data").equals(desired.content().get("data")));
    }

    private Stored stored(ClusterObject found) {
        return new Stored(PromotionRecords.of(session, production, found), Optional.of(found));
    }

    private Manifest manifest(PromotionRecord record) {
        try {
            return new Manifest(
                    ref,
                    PromotionObjects.recordLabels(federation),
                    new TreeMap<>(),
                    Map.of("data", record.text()));
        } catch (IllegalArgumentException tooLong) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "%s cannot be kept in %s: %s"
                            .formatted("what is known of the promotion", ref, tooLong.getMessage()),
                    "Give shorter names and reasons, and promote fewer images at once.");
        }
    }

    /**
     * Of all services of a mesh, by name.
     *
     * @throws FederationException CONFLICT when one of them is not ours, or not as we left it
     */
    public static List<PromotionRecord> allOf(
            ClusterSession session, String federation, Mesh production) {
        return PromotionRecords.all(session, federation, production).stream()
                .map(found -> PromotionRecords.of(session, production, found))
                .toList();
    }
}
