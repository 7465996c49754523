package io.meshfed.steps.sets;

import io.meshfed.cluster.Observation;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a cluster has of a set, found by its label: one list for each kind and namespace. */
final class SeenMembers {

    /**
     * @param namespace empty for a cluster-scoped kind
     */
    record Place(ResourceType type, String namespace) {}

    private static final Observation NONE = Observation.of(List.of());

    private final Map<Place, Observation> seen = new HashMap<>();

    /** Where objects of these kinds can lie. */
    static List<Place> places(Collection<ResourceType> types, Collection<String> namespaces) {
        return types.stream()
                .distinct()
                .flatMap(
                        type ->
                                type.namespaced()
                                        ? namespaces.stream().map(name -> new Place(type, name))
                                        : Stream.of(new Place(type, "")))
                .toList();
    }

    static SeenMembers at(SetTarget target, Collection<Place> places) {
        SeenMembers found = new SeenMembers();
        List<Place> all = List.copyOf(places);
        List<Observation> lists =
                target.all(
                        all,
                        place ->
                                Observation.of(
                                        target.session()
                                                .list(
                                                        place.type(),
                                                        place.namespace(),
                                                        target.set().selector())),
                        "be listed");
        for (int i = 0; i < all.size(); i++) {
            found.seen.put(all.get(i), lists.get(i));
        }
        return found;
    }

    /**
     * A list is asked for once more: an answer that one object was gone may have been wrong. Kinds
     * that went meanwhile took their members along.
     *
     * @param staying identities of members that may be there, under whatever version
     * @throws FederationException CONFLICT when there is any other member
     */
    void requireNoneLeft(SetTarget target, Collection<Place> places, Set<String> staying) {
        Set<String> known =
                all().stream().map(ClusterObject::uid).collect(Collectors.toUnmodifiableSet());
        Map<String, List<ResourceType>> served = new HashMap<>();
        List<Place> standing =
                places.stream()
                        .filter(
                                place ->
                                        served
                                                .computeIfAbsent(
                                                        place.type().apiVersion(),
                                                        none -> served(target, place.type()))
                                                .stream()
                                                .anyMatch(
                                                        type ->
                                                                type.kind()
                                                                        .equals(
                                                                                place.type()
                                                                                        .kind())))
                        .toList();
        at(target, standing).besides(staying).stream()
                .findFirst()
                .ifPresent(
                        found -> {
                            String before =
                                    known.contains(found.uid())
                                            ? "was said to be gone"
                                            : "was not there when it was looked for";
                            throw new FederationException(
                                    ErrorClass.CONFLICT,
                                    "%s of the set %s in cluster '%s' %s, and is there now"
                                            .formatted(
                                                    found.ref(),
                                                    target.set().parent(),
                                                    target.cluster(),
                                                    before),
                                    "Run the same command again: it is deleted then.");
                        });
    }

    private static List<ResourceType> served(SetTarget target, ResourceType type) {
        return target.session().served(type.group(), type.version());
    }

    Observation around(ObjectRef ref) {
        return seen.getOrDefault(new Place(ref.type(), ref.namespace()), NONE);
    }

    boolean has(ObjectRef ref) {
        return around(ref).of(ref).isPresent();
    }

    /** Each object once, whatever number of versions it was seen in. */
    List<ClusterObject> all() {
        return besides(Set.of());
    }

    /**
     * @param staying identities of members; what was seen as one of them is not told under another
     *     group either
     */
    List<ClusterObject> besides(Set<String> staying) {
        List<ClusterObject> objects =
                seen.values().stream()
                        .flatMap(place -> place.all().values().stream())
                        .sorted(Comparator.comparing(ClusterObject::ref))
                        .toList();
        Set<String> uids = new HashSet<>();
        objects.stream()
                .filter(object -> staying.contains(Member.identity(object.ref())))
                .forEach(object -> uids.add(object.uid()));
        return objects.stream().filter(object -> uids.add(object.uid())).toList();
    }
}
