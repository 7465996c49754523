package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.steps.PromotionRecords;
import java.util.ArrayList;
import java.util.List;

/**
 * What the records of some meshes say.
 *
 * @param failures of those that could not be read; the others are told all the same
 */
record KnownPromotions(List<Known> records, List<Failure> failures) {

    /** One record, of a mesh. */
    record Known(Mesh mesh, PromotionRecord record) {
        Known {
            requireNonNull(mesh);
            requireNonNull(record);
        }
    }

    KnownPromotions {
        records = List.copyOf(records);
        failures = List.copyOf(failures);
    }

    /**
     * Of the meshes that the run works on.
     *
     * @param service {@code NAMESPACE/NAME} or a name; empty for all
     */
    static KnownPromotions of(StepContext context, String service) {
        List<Known> records = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (Mesh mesh : context.federation().meshes()) {
            ClusterSession session = context.sessionFor(mesh);
            for (ClusterObject found :
                    PromotionRecords.all(session, context.whole().name(), mesh)) {
                try {
                    PromotionRecord record = PromotionRecords.of(session, mesh, found);
                    if (isOf(record.about().subject().service(), service)) {
                        records.add(new Known(mesh, record));
                    }
                } catch (FederationException unreadable) {
                    failures.add(Failure.ofRun(unreadable));
                }
            }
        }
        return new KnownPromotions(records, failures);
    }

    private static boolean isOf(ServiceName found, String wanted) {
        return wanted.isEmpty() || found.toString().equals(wanted) || found.name().equals(wanted);
    }
}
