package io.meshfed.cluster;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import io.meshfed.model.SetLabels;
import io.meshfed.model.Trees;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What meshfed applied to an object, read from the object itself: applying it again brings back
 * exactly that, and gives up whatever was applied since.
 */
public final class Applied {

    private Applied() {}

    /**
     * The fields that our manager owns, with the values that they have. Replicas that we scaled are
     * among them for a member of a set, which takes them over.
     *
     * @return empty when we never applied anything to it
     */
    public static Optional<Manifest> of(ClusterObject live) {
        Map<String, Object> owned = OwnedFields.of(live, Ownership.FIELD_MANAGER).tree();
        if (owned.isEmpty()) {
            return Optional.empty();
        }
        if (live.label(SetLabels.PART_OF).isPresent()) {
            owned = joined(owned, OwnedFields.scaled(live));
        }
        Map<String, Object> fields = new LinkedHashMap<>(OwnedValues.in(owned, live.tree()));
        Map<String, Object> metadata = Trees.object(fields.remove("metadata"));
        fields.remove("status");
        return Optional.of(
                new Manifest(
                        inVersionOf(live),
                        texts(metadata.get("labels")),
                        texts(metadata.get("annotations")),
                        fields));
    }

    /**
     * Whether an apply of these fields would change nothing, so that none is sent.
     *
     * @param live as it was read
     */
    public static boolean settled(Manifest desired, ClusterObject live) {
        return settled(desired, live, Ownership.FIELD_MANAGER);
    }

    /** The server may write a value otherwise than it was sent; then it counts what was sent. */
    static boolean settled(Manifest desired, ClusterObject live, String manager) {
        Map<String, Object> fields = AppliedChange.ownable(desired);
        OwnedFields owned = OwnedFields.of(live, manager);
        String sent = desired.annotations().getOrDefault(Ownership.APPLIED, "");
        boolean same =
                !sent.isEmpty()
                        && live.annotation(Ownership.APPLIED).filter(sent::equals).isPresent();
        OwnedFields ours = SetClaim.on(desired) ? owned.withScaled(fields, live) : owned;
        return ours.settled(fields, live)
                || (same && !rescaled(fields, live) && ours.covers(fields, live));
    }

    /** Scaling left no trace in the managed fields of servers before 1.22. */
    private static boolean rescaled(Map<String, Object> fields, ClusterObject live) {
        Optional<Object> found = live.value("spec", "replicas");
        return Trees.value(fields, "spec", "replicas")
                .filter(wanted -> found.filter(now -> Values.same(wanted, now)).isEmpty())
                .isPresent();
    }

    /** In which API version it was last applied; that of the object when nothing says it. */
    public static String apiVersion(ClusterObject live) {
        return live.objects("metadata", "managedFields").stream()
                .filter(entry -> Ownership.FIELD_MANAGER.equals(entry.get("manager")))
                .filter(entry -> "Apply".equals(entry.get("operation")))
                .flatMap(entry -> Trees.text(entry, "apiVersion").stream())
                .findFirst()
                .orElse(live.ref().type().apiVersion());
    }

    /** The object in the version in which we applied it: there its fields have those names. */
    public static ObjectRef inVersionOf(ClusterObject live) {
        ResourceType type = live.ref().type();
        String version = apiVersion(live).replaceFirst("^.*/", "");
        return new ObjectRef(
                new ResourceType(
                        type.group(), version, type.kind(), type.plural(), type.namespaced()),
                live.ref().namespace(),
                live.ref().name());
    }

    private static Map<String, Object> joined(Map<String, Object> some, Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(some);
        more.forEach(
                (key, below) ->
                        all.merge(
                                key,
                                below,
                                (one, other) -> joined(Trees.object(one), Trees.object(other))));
        return all;
    }

    private static SortedMap<String, String> texts(Object map) {
        SortedMap<String, String> texts = new TreeMap<>();
        Trees.object(map).forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }
}
