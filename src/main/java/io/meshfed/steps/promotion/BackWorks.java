package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.promotion.Action.Do;
import io.meshfed.promotion.Finding;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.traffic.LocalService;
import io.meshfed.traffic.Routing;
import io.meshfed.traffic.TrafficPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What leads production back to what it was. All that it needs is in the production cluster.
 *
 * @param proof what requests say in the end; always pass where nobody knows whom to ask
 */
record BackWorks(Ground ground, Function<PromotionRecord, Found> proof) implements Works {

    BackWorks {
        requireNonNull(ground);
        requireNonNull(proof);
    }

    @Override
    public Found perform(Do todo, PromotionRecord record) {
        return switch (todo.work()) {
            case ROUTES_OFF -> routesOff();
            case UNDO_INSTALL ->
                    from(
                            record,
                            "undoing what was installed",
                            snapshot -> {
                                undo(snapshot).undoInstall();
                                return Found.of(Finding.DONE);
                            });
            case UNDO_EXPORTS ->
                    from(
                            record,
                            "undoing what was exported and imported",
                            snapshot -> {
                                undo(snapshot).undoExports();
                                return Found.of(Finding.DONE);
                            });
            case RESTORE_ROUTE -> from(record, "bringing back the route", this::route);
            case PROVE_BACK -> prove(record);
            default -> throw new IllegalArgumentException("not on the way back: " + todo);
        };
    }

    private Found routesOff() {
        told("leading all requests home");
        return ground.routes().home(TrafficPattern.NONE, Set.of());
    }

    private void told(String what) {
        ground.context().settings().progress().doing(what);
    }

    private Undo undo(Snapshot snapshot) {
        return new Undo(ground.context(), ground.production(), ground.service(), snapshot);
    }

    /** What was is never guessed. */
    private Found from(PromotionRecord record, String what, Function<Snapshot, Found> work) {
        told(what);
        return ground.snapshot(record)
                .map(work)
                .orElseGet(() -> Found.of(Finding.UNREADABLE, unreadable(record)));
    }

    private FederationException unreadable(PromotionRecord record) {
        return new FederationException(
                ErrorClass.PARTIAL,
                "the snapshot of what stood before is not there, or not what was stored: %s in cluster '%s'"
                        .formatted(
                                ground.snapshots().ref(record.state().custody().snapshot()),
                                ground.production().cluster().name()),
                "No requests go to the peer, and nothing else is guessed. Put the ConfigMap back from a backup of the cluster, or restore by hand what the promotion installed and exported.");
    }

    /** What was found may have led to the peer: then only while that is connected. */
    private Found route(Snapshot snapshot) {
        Mesh production = ground.production();
        ObjectRef ref = LocalService.virtualService(ground.service());
        Optional<TrafficPattern> stood =
                snapshot.before(production, ref).flatMap(Before::found).flatMap(Routing::patternOf);
        if (stood.isPresent()) {
            Found found = brought(stood.get(), hosts(snapshot, ref));
            if (found.finding() != Finding.DONE) {
                return found;
            }
        }
        undo(snapshot).restoreRoute();
        return Found.of(Finding.DONE);
    }

    private Found brought(TrafficPattern pattern, Set<String> hosts) {
        return pattern.kind().needsPeers()
                ? ground.routes().away(pattern, hosts)
                : ground.routes().home(pattern, hosts);
    }

    private Set<String> hosts(Snapshot snapshot, ObjectRef ref) {
        return snapshot.before(ground.production(), ref)
                .flatMap(Before::found)
                .map(found -> Routing.outsideHosts(found, LocalService.host(ground.service())))
                .map(hosts -> (Set<String>) hosts)
                .orElseGet(TreeSet::new);
    }

    private Found prove(PromotionRecord record) {
        return from(
                record,
                "proving that everything is as it was found",
                snapshot -> {
                    Undo.Differences found = undo(snapshot).differences();
                    if (!found.ours().isEmpty()) {
                        return Found.of(Finding.FAIL, different(found.ours()));
                    }
                    found.others().forEach(ground.context().settings().progress()::warning);
                    return proof.apply(record);
                });
    }

    private static FederationException different(List<String> differences) {
        return new FederationException(
                ErrorClass.CONFLICT,
                "not everything is as it was found",
                "Somebody else changed the rest: put it back as the lines below say, or run meshfed roll-back again, which brings back what is meshfed's once more.",
                differences,
                null);
    }
}
