package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a promotion takes place.
 *
 * @param staging the mesh that a release comes from
 * @param production the mesh that it goes to
 * @param service as production knows it
 * @param syncPeriod istiod's {@code --resync}
 */
record Ground(
        StepContext context,
        Mesh staging,
        Mesh production,
        ServiceName service,
        Duration syncPeriod) {

    Ground {
        requireNonNull(context);
        requireNonNull(staging);
        requireNonNull(production);
        requireNonNull(service);
        requireNonNull(syncPeriod);
    }

    /** Of the federation, however narrow this run is: what is promoted concerns both. */
    static Mesh mesh(StepContext context, String name) {
        return context.whole()
                .mesh(name)
                .orElseThrow(
                        () ->
                                new FederationException(
                                        ErrorClass.INPUT,
                                        "the federation file has no mesh '%s'".formatted(name),
                                        "The promotion needs it: put it back into the file."));
    }

    String federation() {
        return context.whole().name();
    }

    ClusterSession session() {
        return context.sessionFor(production);
    }

    RouteWorks routes() {
        return new RouteWorks(context, production, service, syncPeriod);
    }

    /** From production to staging, which requests take. */
    List<Direction> directions() {
        return context.whole().directionsFrom(production).stream()
                .filter(direction -> direction.remote().equals(staging))
                .toList();
    }

    /** The record of the service, by the clock of the production cluster. */
    Ledger ledger() {
        RecordStore store = new RecordStore(session(), federation(), production, service);
        return new Ledger(
                new StoredMemory(store),
                () -> context.settings().time().now().plus(session().clockSkew()));
    }

    LockHold hold(RunTerms terms, Ledger ledger) {
        PromotionLock lock =
                new PromotionLock(session(), federation(), production, context.settings());
        return new LockHold(context, lock, terms, ledger.state().custody().term());
    }

    Snapshots snapshots() {
        return new Snapshots(session(), federation(), production, service);
    }

    /** What stood before the promotion; empty when that is not stored yet, or cannot be read. */
    Optional<Snapshot> snapshot(PromotionRecord record) {
        String digest = record.state().custody().snapshot();
        return digest.isEmpty() ? Optional.empty() : snapshots().read(digest);
    }

    Observation look(Mesh mesh, ObjectRef ref) {
        return context.sessionFor(mesh).findAll(ref.type(), ref.namespace(), List.of(ref.name()));
    }

    Optional<ClusterObject> live(Mesh mesh, ObjectRef ref) {
        return look(mesh, ref).of(ref);
    }
}
