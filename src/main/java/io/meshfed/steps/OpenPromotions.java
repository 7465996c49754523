package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.About;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.report.ShellWord;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.resource.ResourceTypes;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Keeps other commands out of the way of a promotion to a mesh that has not ended, whether or not
 * somebody is at work at it: it goes on from what it wrote down, not from what others made of it.
 */
final class OpenPromotions {

    private final StepContext context;
    private final Mesh production;
    private final List<ClusterObject> kept;

    private OpenPromotions(StepContext context, Mesh production, List<ClusterObject> kept) {
        this.context = requireNonNull(context);
        this.production = requireNonNull(production);
        this.kept = List.copyOf(kept);
    }

    /** What is kept of promotions to that mesh, as it is now. */
    static OpenPromotions to(Mesh production, StepContext context) {
        return new OpenPromotions(
                context,
                production,
                context.sessionFor(production)
                        .list(
                                ResourceTypes.CONFIG_MAP,
                                production.namespace(),
                                PromotionObjects.kept(context.whole().name())));
    }

    /**
     * @throws FederationException CONFLICT when the service is being promoted
     */
    void requireNoneOf(ServiceName service) {
        requireNone(service::equals);
    }

    /**
     * @throws FederationException CONFLICT when a service of that namespace is being promoted
     */
    void requireNoneIn(String namespace) {
        requireNone(service -> service.namespace().equals(namespace));
    }

    /**
     * @throws FederationException CONFLICT when any service is being promoted
     */
    OpenPromotions requireNone() {
        requireNone(service -> true);
        return this;
    }

    /**
     * The set of a release is its promotion's own; of other sets nothing is asked.
     *
     * @param inventory of a set, as it was named
     * @throws FederationException CONFLICT when that release is being promoted
     */
    static void requireNoneOfSet(StepContext context, String inventory) {
        String name = inventory.substring(inventory.indexOf('/') + 1);
        if (!name.startsWith(PromotionObjects.RELEASE)) {
            return;
        }
        for (Mesh mesh : context.federation().meshes()) {
            to(mesh, context)
                    .requireNone(
                            service ->
                                    PromotionObjects.releaseSet(mesh, service).name().equals(name));
        }
    }

    private void requireNone(Predicate<ServiceName> concerned) {
        ClusterSession session = context.sessionFor(production);
        kept.stream()
                .filter(PromotionObjects::isRecord)
                .map(found -> PromotionRecords.of(session, production, found))
                .filter(PromotionRecord::open)
                .filter(record -> concerned.test(record.about().subject().service()))
                .findFirst()
                .ifPresent(
                        record -> {
                            throw open(record);
                        });
    }

    private FederationException open(PromotionRecord record) {
        About.Subject subject = record.about().subject();
        String which =
                " --mesh %s --service %s"
                        .formatted(
                                ShellWord.of(production.name()),
                                ShellWord.of(subject.service().toString()));
        String phase = record.state().phase().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new FederationException(
                ErrorClass.CONFLICT,
                "cluster '%s': %s of mesh '%s' is being promoted: '%s' (run '%s', phase %s)"
                        .formatted(
                                production.cluster().name(),
                                SafeText.of(subject.service().toString()),
                                production.name(),
                                SafeText.of(subject.promotion()),
                                SafeText.of(record.about().run()),
                                phase),
                "See it: `meshfed promotion-status%s`. End it: `meshfed roll-back%s`."
                        .formatted(which, which));
    }

    /** Deletes all that is kept of what ended, and the lock. */
    void forget() {
        for (ClusterObject each : kept) {
            context.delete(production, each.ref(), Observation.of(List.of(each)));
        }
        ObjectRef lock = PromotionObjects.lock(production);
        Observation found =
                context.sessionFor(production)
                        .findAll(lock.type(), lock.namespace(), List.of(lock.name()));
        if (found.of(lock).isPresent()) {
            context.delete(production, lock, found);
        }
    }
}
