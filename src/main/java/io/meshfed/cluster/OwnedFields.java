package io.meshfed.cluster;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one field manager owns of an object by server-side apply, as the API server keeps it in
 * {@code managedFields}: a tree whose keys are {@code f:field}, {@code k:{keys of an element}},
 * {@code v:value} and {@code .} for the thing itself.
 */
final class OwnedFields {

    static final OwnedFields NONE = new OwnedFields(Map.of());

    private final Map<String, Object> owned;

    private OwnedFields(Map<String, Object> owned) {
        this.owned = owned;
    }

    /** Nothing when the manager never applied anything. */
    static OwnedFields of(ClusterObject live, String manager) {
        return live.objects("metadata", "managedFields").stream()
                .filter(entry -> manager.equals(entry.get("manager")))
                .filter(entry -> "Apply".equals(entry.get("operation")))
                .filter(entry -> Trees.text(entry, "subresource").orElse("").isEmpty())
                .map(entry -> Trees.object(entry.get("fieldsV1")))
                .findFirst()
                .map(OwnedFields::new)
                .orElse(NONE);
    }

    Map<String, Object> tree() {
        return owned;
    }

    /** What our own scaling owns, which it does by updates. */
    static Map<String, Object> scaled(ClusterObject live) {
        return live.objects("metadata", "managedFields").stream()
                .filter(OwnedFields::byScaling)
                .map(entry -> Trees.object(entry.get("fieldsV1")))
                .findFirst()
                .orElse(Map.of());
    }

    private static boolean byScaling(Map<String, Object> entry) {
        return Writes.manager(WorkloadWrites.SCALE).equals(entry.get("manager"));
    }

    /** With what our own scaling owns and left at the values that these fields want. */
    OwnedFields withScaled(Map<String, Object> fields, ClusterObject live) {
        Map<String, Object> all = owned;
        for (Map<String, Object> entry : live.objects("metadata", "managedFields")) {
            if (byScaling(entry)) {
                Map<String, Object> scaled = Trees.object(entry.get("fieldsV1"));
                all = joined(all, scaled, fields, live.tree());
            }
        }
        return new OwnedFields(all);
    }

    private static Map<String, Object> joined(
            Map<String, Object> owned,
            Map<String, Object> scaled,
            Map<String, Object> desired,
            Map<String, Object> live) {
        Map<String, Object> all = new LinkedHashMap<>(owned);
        for (Map.Entry<String, Object> field : desired.entrySet()) {
            String child = "f:" + field.getKey();
            Object found = live.get(field.getKey());
            if (!scaled.containsKey(child) || found == null) {
                continue;
            }
            Map<String, Object> below = Trees.object(scaled.get(child));
            if (!below.isEmpty()) {
                all.put(
                        child,
                        joined(
                                Trees.object(owned.get(child)),
                                below,
                                Trees.object(field.getValue()),
                                Trees.object(found)));
            } else if (Values.same(field.getValue(), found)) {
                all.putIfAbsent(child, below);
            }
        }
        return all;
    }

    /**
     * Whether applying these fields would change nothing: the manager owns exactly them, and they
     * have these values.
     *
     * @param fields without what identifies an object, which nobody owns
     */
    boolean settled(Map<String, Object> fields, ClusterObject live) {
        return settledMap(new Looked(owned, false), children(owned), fields, live.tree());
    }

    /**
     * Whether the manager owns exactly these fields, whatever their values: nobody else has changed
     * one of them since, but the server may write a value in another way than it was sent.
     */
    boolean covers(Map<String, Object> fields, ClusterObject live) {
        return settledMap(new Looked(owned, true), children(owned), fields, live.tree());
    }

    /**
     * @param anyValue whether values count
     */
    private record Looked(Map<String, Object> owned, boolean anyValue) {

        Looked at(String child) {
            return new Looked(Trees.object(owned.get(child)), anyValue);
        }
    }

    private static boolean settled(Looked looked, Object desired, Object live) {
        Map<String, Object> owned = looked.owned();
        Set<String> children = children(owned);
        if (desired instanceof Map<?, ?> map && !(children.isEmpty() && !map.isEmpty())) {
            return settledMap(looked, children, Trees.object(map), Trees.object(live));
        }
        if (desired instanceof List<?> list && !children.isEmpty()) {
            return settledList(looked, children, list, live instanceof List<?> l ? l : List.of());
        }
        // A scalar, or a list or map that is owned as a whole.
        return children.isEmpty() && (looked.anyValue() || Values.same(desired, live));
    }

    private static Set<String> children(Map<String, Object> owned) {
        Set<String> children = new TreeSet<>(owned.keySet());
        children.remove(".");
        return children;
    }

    private static boolean settledMap(
            Looked looked,
            Set<String> children,
            Map<String, Object> desired,
            Map<String, Object> live) {
        Map<String, Object> owned = looked.owned();
        Set<String> expected = new TreeSet<>();
        for (Map.Entry<String, Object> field : desired.entrySet()) {
            String child = "f:" + field.getKey();
            boolean dropped = !owned.containsKey(child) && !live.containsKey(field.getKey());
            if (dropped && Values.empty(field.getValue())) {
                continue;
            }
            expected.add(child);
            boolean settled =
                    owned.containsKey(child)
                            && live.containsKey(field.getKey())
                            && settled(
                                    looked.at(child), field.getValue(), live.get(field.getKey()));
            if (!settled) {
                return false;
            }
        }
        return expected.equals(children);
    }

    private static boolean settledList(
            Looked looked, Set<String> children, List<?> desired, List<?> live) {
        if (children.size() != desired.size()) {
            return false;
        }
        for (String child : children) {
            boolean settled =
                    child.startsWith("v:")
                            ? contains(desired, child) && contains(live, child)
                            : settledElement(child, looked.at(child), desired, live);
            if (!settled) {
                return false;
            }
        }
        return true;
    }

    private static boolean settledElement(
            String child, Looked looked, List<?> desired, List<?> live) {
        Map<String, Object> keys = keys(child);
        List<Map<String, Object>> wanted = matching(keys, desired);
        List<Map<String, Object>> found = matching(keys, live);
        return wanted.size() == 1
                && found.size() == 1
                && settled(looked, wanted.get(0), withoutDefaults(keys, wanted, found));
    }

    /** A key that we left to its default is owned by nobody's wish, so it must not count. */
    private static Map<String, Object> withoutDefaults(
            Map<String, Object> keys,
            List<Map<String, Object>> wanted,
            List<Map<String, Object>> found) {
        Map<String, Object> element = new LinkedHashMap<>(found.get(0));
        keys.keySet().stream()
                .filter(key -> !wanted.get(0).containsKey(key))
                .forEach(element::remove);
        return element;
    }

    /**
     * Whether {@code k:}, {@code v:} or {@code i:} means the element at that place. Of two elements
     * that differ in a key that one lacks, the one that has all keys is meant.
     */
    static boolean names(String child, List<?> live, int index) {
        Object element = live.get(index);
        if (child.startsWith("v:")) {
            return contains(List.of(element), child);
        }
        if (child.startsWith("i:")) {
            return child.substring(2).equals("" + index);
        }
        Map<String, Object> keys = keys(child);
        List<Map<String, Object>> found = matching(keys, live);
        return child.startsWith("k:")
                && found.stream()
                        .filter(each -> each.keySet().containsAll(keys.keySet()))
                        .findFirst()
                        .or(() -> found.stream().findFirst())
                        .filter(meant -> Values.same(meant, element))
                        .isPresent();
    }

    static Map<String, Object> keys(String child) {
        try {
            return Json.readObject(child.substring(2).getBytes(StandardCharsets.UTF_8));
        } catch (IOException | IndexOutOfBoundsException another) {
            return Map.of("", child);
        }
    }

    private static List<Map<String, Object>> matching(Map<String, Object> keys, List<?> elements) {
        return Trees.objects(elements).stream()
                .filter(element -> keys.entrySet().stream().allMatch(key -> agrees(element, key)))
                .filter(element -> keys.keySet().stream().anyMatch(element::containsKey))
                .toList();
    }

    private static boolean agrees(Map<String, Object> element, Map.Entry<String, Object> key) {
        return !element.containsKey(key.getKey())
                || Values.same(element.get(key.getKey()), key.getValue());
    }

    private static boolean contains(List<?> elements, String child) {
        Map<String, Object> wrapped = keys("v:{\"v\":" + child.substring(2) + "}");
        return elements.stream().anyMatch(element -> Values.same(element, wrapped.get("v")));
    }
}
