package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One look at some objects of one kind in one namespace: those that were there. What was not asked
 * for is not in it, so absence here means absence in the cluster at that moment.
 */
public final class Observation {

    private final SortedMap<String, ClusterObject> byName = new TreeMap<>();

    public Observation(Map<String, ClusterObject> found) {
        byName.putAll(requireNonNull(found));
    }

    public static Observation of(Collection<ClusterObject> found) {
        Map<String, ClusterObject> byName = new TreeMap<>();
        found.forEach(object -> byName.put(object.ref().name(), object));
        return new Observation(byName);
    }

    public Optional<ClusterObject> of(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<ClusterObject> of(ObjectRef ref) {
        return of(ref.name());
    }

    public SortedMap<String, ClusterObject> all() {
        return Collections.unmodifiableSortedMap(byName);
    }
}
