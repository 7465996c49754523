package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.report.StepReport;
import io.meshfed.steps.promotion.KnownPromotions.Known;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells where promotions stand, who has them in hand, and what is to be done next.
 *
 * @param service {@code NAMESPACE/NAME} or a name; empty for all
 * @param holder whose work the verdict is about; empty for anybody's
 */
public record PromotionStatusStep(String service, String holder) implements Step {

    public static final String NAME = "promotion-status";

    public PromotionStatusStep {
        requireNonNull(service);
        requireNonNull(holder);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        KnownPromotions known = KnownPromotions.of(context, service);
        Map<String, Optional<PromotionLease>> leases = new LinkedHashMap<>();
        List<Map<String, Object>> locks = new ArrayList<>();
        for (Mesh mesh : context.federation().meshes()) {
            Optional<PromotionLease> lease = AcquireLockStep.lock(context, mesh).peek();
            leases.put(mesh.name(), lease.filter(held -> atWork(held, now(context, mesh))));
            lease.filter(held -> !held.free())
                    .ifPresent(held -> locks.add(row(mesh, held, now(context, mesh))));
        }
        List<Map<String, Object>> promotions = new ArrayList<>();
        for (Known each : known.records()) {
            Optional<PromotionLease> lease = leases.get(each.mesh().name());
            promotions.add(new ToldPromotion(each, lease.isPresent()).told());
        }
        long open = known.records().stream().filter(each -> each.record().open()).count();
        return StepReport.of(NAME)
                .withData("promotions", promotions)
                .withData("locks", locks)
                .withResult("open", "" + open)
                .withResult("verdict", verdict(context, known.records()))
                .withFailures(known.failures());
    }

    /** Of one promotion: several have none together. */
    private String verdict(StepContext context, List<Known> known) {
        if (known.size() > 1) {
            return "";
        }
        return known.stream()
                .filter(
                        each ->
                                holder.isEmpty()
                                        || new OwnWork(context, each.mesh(), holder)
                                                .includes(each.record()))
                .map(each -> new RunEnd(each.record(), true, Optional.empty()))
                .map(end -> new PromotionReport(end, PromotionReport.Wish.PROMOTE).verdict())
                .findFirst()
                .orElse("unchanged");
    }

    private static Instant now(StepContext context, Mesh mesh) {
        return context.settings().time().now().plus(context.sessionFor(mesh).clockSkew());
    }

    private static boolean atWork(PromotionLease lease, Instant now) {
        return !lease.free() && !lease.expired(now);
    }

    private static Map<String, Object> row(Mesh mesh, PromotionLease lease, Instant now) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("mesh", mesh.name());
        row.put("holder", lease.holder());
        row.put("term", lease.term());
        row.put("since", ToldPromotion.time(lease.since()));
        row.put("expires", lease.ends() ? ToldPromotion.time(lease.expires()) : "");
        row.put("expired", lease.expired(now));
        return row;
    }
}
