package io.meshfed.steps;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.UnreadableStateException;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.ShellWord;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.resource.ResourceTypes;
import java.util.List;

/** Reads what is kept of promotions, also for whoever must only not get in the way of one. */
public final class PromotionRecords {

    private PromotionRecords() {}

    /** As they lie in the cluster of the production mesh, of all its services, by name. */
    public static List<ClusterObject> all(
            ClusterSession session, String federation, Mesh production) {
        return session
                .list(
                        ResourceTypes.CONFIG_MAP,
                        production.namespace(),
                        PromotionObjects.records(federation))
                .stream()
                .sorted((one, other) -> one.ref().compareTo(other.ref()))
                .toList();
    }

    /**
     * @throws FederationException CONFLICT when it is not ours, or not as we left it: the way back
     *     of a production depends on it, so nothing in it is guessed
     */
    public static PromotionRecord of(ClusterSession session, Mesh production, ClusterObject found) {
        session.requireOurs(found);
        try {
            PromotionRecord record = PromotionRecord.read(found.object("data"));
            ObjectRef place =
                    PromotionObjects.record(production, record.about().subject().service());
            if (!place.equals(found.ref())) {
                throw unreadable(
                        session, found, "the record of the promotion is of another service");
            }
            return record;
        } catch (UnreadableStateException damaged) {
            throw unreadable(session, found, damaged.getMessage());
        }
    }

    private static FederationException unreadable(
            ClusterSession session, ClusterObject found, String why) {
        ObjectRef ref = found.ref();
        String kubectl = "kubectl --context " + ShellWord.of(session.cluster().context());
        return new FederationException(
                ErrorClass.CONFLICT,
                "cluster '%s': %s: %s".formatted(session.cluster().name(), ref, why),
                "When a newer meshfed wrote it, use that one; when somebody changed it, put back what it said. Only when nothing of a promotion is left in the mesh, forget it: %s delete configmap %s -n %s"
                        .formatted(
                                kubectl, ShellWord.of(ref.name()), ShellWord.of(ref.namespace())));
    }
}
