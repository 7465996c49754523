package io.meshfed.steps.sets;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.Waiting;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.report.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Deletes members of a set, and waits until they are gone. */
final class Removal {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int MOST_TOLD = 50;

    private final SetTarget target;

    Removal(SetTarget target) {
        this.target = target;
    }

    /** What was applied last goes first. */
    void delete(Collection<ClusterObject> members) {
        byRank(members).values().forEach(rank -> delete(rank));
    }

    private void delete(List<ClusterObject> members) {
        target.all(
                members,
                member ->
                        target.context()
                                .deleteMember(
                                        target.mesh(),
                                        member.ref(),
                                        Observation.of(List.of(member)),
                                        target.set().id()),
                "be deleted");
    }

    /** As {@link #delete}, but those of one rank go when those before are gone. */
    void deleteInTurn(Collection<ClusterObject> members, boolean await) {
        for (List<ClusterObject> rank : byRank(members).values()) {
            delete(rank);
            if (await) {
                awaitGone(rank);
            }
        }
    }

    private static Map<Integer, List<ClusterObject>> byRank(Collection<ClusterObject> members) {
        return members.stream()
                .sorted(Comparator.comparing(ClusterObject::ref))
                .collect(
                        Collectors.groupingBy(
                                member -> Member.rank(member.ref()),
                                () ->
                                        new TreeMap<Integer, List<ClusterObject>>(
                                                Comparator.reverseOrder()),
                                Collectors.toList()));
    }

    /**
     * @throws FederationException WAIT with what is still there, and what each of it waits for
     */
    void awaitGone(Collection<ClusterObject> members) {
        if (members.isEmpty() || target.dryRun()) {
            return;
        }
        try {
            new Waiting(
                            "%s of cluster '%s' to be gone"
                                    .formatted(
                                            Words.count(members.size(), "object"),
                                            target.cluster()),
                            "",
                            LOOK_EVERY)
                    .until(
                            target.context().settings(),
                            () -> left(members),
                            left -> left.stream().findFirst().map(first -> reason(left)));
        } catch (FederationException inVain) {
            if (inVain.errorClass() != ErrorClass.WAIT) {
                throw inVain;
            }
            throw new FederationException(
                    ErrorClass.WAIT,
                    inVain.getMessage(),
                    "Whoever set a finalizer has to take it away; then run the same command again.",
                    left(members).stream().limit(MOST_TOLD).map(Removal::why).toList(),
                    inVain);
        }
    }

    private static String reason(List<ClusterObject> left) {
        String first = why(left.get(0));
        return left.size() == 1 ? first : "%d are left, such as %s".formatted(left.size(), first);
    }

    /** The same objects, and not others of their names. */
    private List<ClusterObject> left(Collection<ClusterObject> members) {
        Map<SeenMembers.Place, List<ClusterObject>> byPlace =
                members.stream()
                        .collect(
                                Collectors.groupingBy(
                                        member ->
                                                new SeenMembers.Place(
                                                        member.ref().type(),
                                                        member.ref().namespace())));
        List<List<ClusterObject>> left =
                target.all(
                        byPlace.entrySet(),
                        place -> left(place.getKey(), place.getValue()),
                        "be looked for");
        return left.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(ClusterObject::ref))
                .toList();
    }

    private List<ClusterObject> left(SeenMembers.Place place, List<ClusterObject> members) {
        Observation now =
                target.session()
                        .findAll(
                                place.type(),
                                place.namespace(),
                                members.stream().map(member -> member.ref().name()).toList());
        List<ClusterObject> left = new ArrayList<>();
        for (ClusterObject member : members) {
            now.of(member.ref())
                    .filter(found -> found.uid().equals(member.uid()))
                    .ifPresent(left::add);
        }
        return left;
    }

    /** {@code Namespace east: finalizer kubernetes; NamespaceContentRemaining: ...}. */
    private static String why(ClusterObject left) {
        return "%s: %s".formatted(left.ref(), because(left));
    }

    static String because(ClusterObject left) {
        List<String> reasons = new ArrayList<>();
        List<String> finalizers = new ArrayList<>();
        finalizers.addAll(texts(left, "metadata", "finalizers"));
        finalizers.addAll(texts(left, "spec", "finalizers"));
        if (!finalizers.isEmpty()) {
            reasons.add(
                    "%s %s"
                            .formatted(
                                    finalizers.size() == 1 ? "finalizer" : "finalizers",
                                    finalizers.stream()
                                            .map(SafeText::of)
                                            .collect(Collectors.joining(", "))));
        }
        for (Map<String, Object> condition : left.objects("status", "conditions")) {
            boolean holds = Trees.text(condition, "status").orElse("").equals("True");
            if (holds && left.terminating() && left.ref().type().kind().equals("Namespace")) {
                reasons.add(
                        "%s: %s"
                                .formatted(
                                        SafeText.of(Trees.text(condition, "type").orElse("")),
                                        SafeText.of(Trees.text(condition, "message").orElse(""))));
            }
        }
        String state = left.terminating() ? "is being deleted" : "is not being deleted";
        return reasons.isEmpty() ? state : state + "; " + String.join("; ", reasons);
    }

    private static List<String> texts(ClusterObject object, String... path) {
        return object.value(path).map(Trees::texts).orElse(List.of());
    }
}
