package io.meshfed.manifests;

import io.meshfed.model.ClusterObject;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where members of a set are to be looked for: nothing of it lies elsewhere, but not everything
 * here need be there.
 *
 * @param namespaces all that members lie in, that of the parent too if one does
 */
public record Extent(SortedSet<GroupKind> kinds, SortedSet<String> namespaces) {

    public Extent {
        kinds = Collections.unmodifiableSortedSet(new TreeSet<>(kinds));
        namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
    }

    public static final Extent NOTHING = new Extent(new TreeSet<>(), new TreeSet<>());

    public static Extent of(Collection<GroupKind> kinds, Collection<String> namespaces) {
        TreeSet<String> named = new TreeSet<>(namespaces);
        named.remove("");
        return new Extent(new TreeSet<>(kinds), named);
    }

    /** What a parent says of its set. Members may always lie in its own namespace. */
    public static Extent of(ClusterObject parent) {
        List<GroupKind> kinds = texts(parent, ApplySet.KINDS).map(GroupKind::of).toList();
        TreeSet<String> namespaces =
                texts(parent, ApplySet.NAMESPACES).collect(Collectors.toCollection(TreeSet::new));
        namespaces.add(parent.ref().namespace());
        return of(kinds, namespaces);
    }

    /** The resources, in the plural, that kubectl 1.27 named instead of kinds. */
    public static List<GroupKind> oldResources(ClusterObject parent) {
        return texts(parent, ApplySet.OLD_KINDS).map(GroupKind::of).toList();
    }

    private static Stream<String> texts(ClusterObject parent, String annotation) {
        return Stream.of(parent.annotation(annotation).orElse("").split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    public Extent with(Extent other) {
        TreeSet<GroupKind> moreKinds = new TreeSet<>(kinds);
        moreKinds.addAll(other.kinds);
        TreeSet<String> moreNamespaces = new TreeSet<>(namespaces);
        moreNamespaces.addAll(other.namespaces);
        return new Extent(moreKinds, moreNamespaces);
    }

    String kindsText() {
        return kinds.stream().map(GroupKind::toString).collect(Collectors.joining(","));
    }

    String namespacesText(String ofParent) {
        return namespaces.stream()
                .filter(namespace -> !namespace.equals(ofParent))
                .collect(Collectors.joining(","));
    }
}
