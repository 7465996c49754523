package io.meshfed.steps.sets;

import io.meshfed.engine.Outcome;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.SetLabels;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Brings a set back to what it was: what was there first; when that is ready, what came is deleted;
 * the inventory last. It goes on when one object fails, and can be done again.
 */
final class SetRestoring {

    /** For what was deleted to be ready again. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SetTarget target;
    private final List<String> left = new ArrayList<>();
    private final Set<ObjectRef> failed = new HashSet<>();

    SetRestoring(SetTarget target) {
        this.target = target;
    }

    void restore(
            Collection<Manifest> were, Collection<ObjectRef> came, Optional<Manifest> inventory) {
        Map<Integer, List<Manifest>> ranks =
                were.stream()
                        .collect(
                                Collectors.groupingBy(
                                        manifest -> Member.rank(manifest.ref()),
                                        TreeMap::new,
                                        Collectors.toList()));
        ranks.values().forEach(rank -> each(rank, this::apply, Manifest::ref));
        if (answering(were)) {
            remove(came);
        }
        if (left.isEmpty()) {
            each(List.of(target.set().parent()), ref -> inventory(ref, inventory), ref -> ref);
        }
        if (!left.isEmpty()) {
            throw new FederationException(
                    ErrorClass.PARTIAL,
                    "%s in cluster '%s' could not be brought back"
                            .formatted(Words.count(left.size(), "object"), target.cluster()),
                    "Do what the lines below say, then run the same command again: it goes on from here.",
                    left,
                    null);
        }
    }

    /** What came since is what answers users, until what was there before can. */
    private boolean answering(Collection<Manifest> were) {
        List<ObjectRef> watched =
                were.stream().map(Manifest::ref).filter(Readiness::isWatched).toList();
        if (watched.stream().anyMatch(failed::contains)) {
            return false;
        }
        SetTarget brief = target.within(PATIENCE);
        try {
            new Readiness(brief, new Kinds(brief.session())).awaitAll(watched);
            return true;
        } catch (FederationException late) {
            requireGoingOn(late);
            left.add(late.getMessage());
            return false;
        }
    }

    private void apply(Manifest manifest) {
        target.context()
                .apply(target.mesh(), manifest, SetTarget.observation(live(manifest.ref())));
    }

    private Optional<ClusterObject> live(ObjectRef ref) {
        return target.session().find(ref);
    }

    /** Only what says that it is of the set: somebody else may have made one of that name. */
    private void remove(Collection<ObjectRef> came) {
        List<ClusterObject> members = new ArrayList<>();
        each(
                came,
                ref ->
                        live(ref)
                                .filter(this::ofSet)
                                .ifPresent(
                                        found -> {
                                            synchronized (members) {
                                                members.add(found);
                                            }
                                        }),
                ref -> ref);
        Removal removal = new Removal(target);
        try {
            removal.delete(members);
            removal.awaitGone(members);
        } catch (FederationException failed) {
            requireGoingOn(failed);
            left.add(failed.getMessage());
            left.addAll(failed.details());
        }
    }

    private boolean ofSet(ClusterObject found) {
        return found.label(SetLabels.PART_OF).filter(target.set().id()::equals).isPresent();
    }

    private void inventory(ObjectRef ref, Optional<Manifest> inventory) {
        Optional<ClusterObject> live = live(ref);
        if (inventory.isPresent()) {
            target.context().apply(target.mesh(), inventory.get(), SetTarget.observation(live));
        } else if (live.isPresent()) {
            target.context()
                    .deleteMember(
                            target.mesh(), ref, SetTarget.observation(live), target.set().id());
        }
    }

    private <T> void each(
            Collection<T> items, Consumer<T> work, java.util.function.Function<T, ObjectRef> name) {
        List<Outcome<T, Boolean>> outcomes =
                target.context()
                        .atOnce(
                                items,
                                item -> {
                                    work.accept(item);
                                    return true;
                                });
        for (Outcome<T, Boolean> outcome : outcomes) {
            outcome.failure()
                    .ifPresent(
                            why -> {
                                requireGoingOn(why);
                                failed.add(name.apply(outcome.item()));
                                left.add(
                                        "%s: %s %s"
                                                .formatted(
                                                        name.apply(outcome.item()),
                                                        why.getMessage(),
                                                        why.remedy())
                                                .strip());
                            });
        }
    }

    /** Whoever wishes for the end does not want the rest tried. */
    private static void requireGoingOn(FederationException failed) {
        if (failed.errorClass() == ErrorClass.INTERRUPTED) {
            throw failed;
        }
    }
}
