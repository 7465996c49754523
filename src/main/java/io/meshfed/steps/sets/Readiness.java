package io.meshfed.steps.sets;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.Waiting;
import io.meshfed.manifests.Draft;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Waits until members of a set are ready, each in the way of its kind. */
final class Readiness {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final SetTarget target;
    private final Kinds kinds;

    Readiness(SetTarget target, Kinds kinds) {
        this.target = target;
        this.kinds = kinds;
    }

    /** Those kinds that are never anything but ready are not looked at. */
    void await(Collection<Member> members) {
        awaitAll(members.stream().map(Member::ref).toList());
    }

    /** The same for what is known by name alone. */
    void awaitAll(Collection<ObjectRef> members) {
        List<ObjectRef> watched = members.stream().filter(Readiness::isWatched).toList();
        if (watched.isEmpty() || target.dryRun()) {
            return;
        }
        new Waiting(
                        "%s of cluster '%s' to be ready"
                                .formatted(Words.count(watched.size(), "object"), target.cluster()),
                        "Look at what it waits for, then run the same command again: it goes on.",
                        LOOK_EVERY)
                .until(target.context().settings(), () -> unready(watched), Readiness::reason);
    }

    /** Whether such an object can be anything but ready. */
    static boolean isWatched(ObjectRef ref) {
        return ReadyRules.known(Member.kind(ref));
    }

    boolean isReady(ClusterObject object) {
        return !isWatched(object.ref())
                || new ReadyRules(target.session(), target.cluster()).whyNot(object).isEmpty();
    }

    private static Optional<String> reason(List<String> unready) {
        return unready.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        unready.size() == 1
                                ? unready.get(0)
                                : "%d are not, such as %s"
                                        .formatted(unready.size(), unready.get(0)));
    }

    private List<String> unready(List<ObjectRef> members) {
        Map<SeenMembers.Place, List<ObjectRef>> byPlace =
                members.stream()
                        .collect(
                                Collectors.groupingBy(
                                        member ->
                                                new SeenMembers.Place(
                                                        member.type(), member.namespace())));
        return target
                .all(
                        byPlace.entrySet(),
                        place -> unready(place.getKey(), place.getValue()),
                        "be looked at")
                .stream()
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    private List<String> unready(SeenMembers.Place place, List<ObjectRef> members) {
        Observation now =
                target.session()
                        .findAll(
                                place.type(),
                                place.namespace(),
                                members.stream().map(ObjectRef::name).toList());
        ReadyRules rules = new ReadyRules(target.session(), target.cluster());
        List<String> unready = new ArrayList<>();
        for (ObjectRef member : members) {
            Optional<ClusterObject> found = now.of(member);
            Optional<String> why =
                    found.isEmpty() ? Optional.of("is gone") : rules.whyNot(found.get());
            why.ifPresent(reason -> unready.add("%s: %s".formatted(member, reason)));
        }
        return unready;
    }

    /** A kind is served a moment after its definition is established. */
    void awaitServed(Collection<Member> members) {
        awaitKinds(members.stream().map(Member::draft).toList());
    }

    /** The objects as members, as soon as somebody has brought their kinds. */
    List<Member> awaitKinds(List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return List.of();
        }
        new Waiting(
                        "the kinds of %s to be served by cluster '%s'"
                                .formatted(Words.count(drafts.size(), "object"), target.cluster()),
                        "Check that the operator which brings them is installed.",
                        LOOK_EVERY)
                .until(target.context().settings(), () -> unserved(drafts), Readiness::reason);
        return new Resolution(target, kinds, drafts).resolve().members();
    }

    private List<String> unserved(List<Draft> drafts) {
        List<Draft.Name> missing =
                Kinds.versions(
                        drafts.stream().filter(draft -> kinds.of(draft.name()).isEmpty()).toList());
        missing.forEach(kinds::forget);
        return drafts.stream()
                .filter(draft -> kinds.of(draft.name()).isEmpty())
                .map(
                        draft ->
                                "%s of %s is not served"
                                        .formatted(draft.name().kind(), draft.name().apiVersion()))
                .distinct()
                .toList();
    }
}
