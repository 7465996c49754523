package io.meshfed.steps.promotion;

import io.meshfed.model.Manifest;
import io.meshfed.model.Trees;
import io.meshfed.promotion.PlannedField;
import io.meshfed.report.SafeText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields that differ between what an object has and what it is to have, by their paths. */
final class PlannedFields {

    private static final int SHOWN = 100;
    private static final List<String> NO_FIELDS = List.of("apiVersion", "kind");

    private PlannedFields() {}

    /**
     * @param live what stands there; empty when nothing does
     * @param applied what we had applied to it
     * @param desired empty when the object is to go
     */
    static SortedMap<String, PlannedField> between(
            Map<String, Object> live, Optional<Manifest> applied, Optional<Manifest> desired) {
        SortedMap<String, String> there = flat(live);
        SortedMap<String, String> wanted = desired.map(PlannedFields::flat).orElseGet(TreeMap::new);
        SortedMap<String, PlannedField> fields = new TreeMap<>();
        wanted.forEach(
                (path, value) -> {
                    String before = there.getOrDefault(path, PlannedField.ABSENT);
                    if (!before.equals(value) && !nothing(path, value, there)) {
                        fields.put(path, new PlannedField(before, value));
                    }
                });
        applied.map(PlannedFields::flat)
                .orElseGet(TreeMap::new)
                .forEach(
                        (path, value) -> {
                            if (!wanted.containsKey(path) && !within(path, wanted)) {
                                String before = there.getOrDefault(path, value);
                                fields.put(path, new PlannedField(before, PlannedField.ABSENT));
                            }
                        });
        return fields;
    }

    /**
     * All that differs, whoever owns it.
     *
     * @param live what is there
     * @param expected what should be
     */
    static SortedMap<String, PlannedField> between(
            Map<String, Object> live, Map<String, Object> expected) {
        SortedMap<String, String> there = flat(live);
        SortedMap<String, String> wanted = flat(expected);
        SortedMap<String, PlannedField> fields = new TreeMap<>();
        wanted.forEach((path, value) -> differing(path, there, value, fields));
        there.keySet().stream()
                .filter(path -> !wanted.containsKey(path))
                .forEach(path -> differing(path, there, PlannedField.ABSENT, fields));
        return fields;
    }

    private static void differing(
            String path,
            SortedMap<String, String> there,
            String value,
            SortedMap<String, PlannedField> fields) {
        String before = there.getOrDefault(path, PlannedField.ABSENT);
        if (!before.equals(value)) {
            fields.put(path, new PlannedField(before, value));
        }
    }

    /** An empty value is no other than none, and leaves what others have in it. */
    private static boolean nothing(String path, String value, SortedMap<String, String> there) {
        return value.equals("[]") && !there.containsKey(path)
                || value.equals("{}") && there.keySet().stream().noneMatch(key -> key.equals(path));
    }

    /** An empty map became one with fields. */
    private static boolean within(String path, SortedMap<String, String> wanted) {
        String next =
                wanted.tailMap(path + ".").isEmpty() ? "" : wanted.tailMap(path + ".").firstKey();
        return next.startsWith(path + ".") || next.startsWith(path + "[");
    }

    private static SortedMap<String, String> flat(Manifest manifest) {
        return flat(manifest.toTree());
    }

    private static SortedMap<String, String> flat(Map<String, Object> tree) {
        SortedMap<String, String> flat = new TreeMap<>();
        tree.forEach(
                (key, value) -> {
                    if (key.equals("metadata")) {
                        for (String part : List.of("labels", "annotations")) {
                            Map<String, Object> texts = Trees.object(Trees.object(value).get(part));
                            if (!texts.isEmpty()) {
                                add("metadata." + part, texts, flat);
                            }
                        }
                    } else if (!NO_FIELDS.contains(key)) {
                        add(key, value, flat);
                    }
                });
        return flat;
    }

    private static void add(String path, Object value, SortedMap<String, String> flat) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            Trees.object(map).forEach((key, below) -> add(child(path, key), below, flat));
        } else if (value instanceof List<?> list && !list.isEmpty() && maps(list)) {
            boolean named = named(list);
            for (int i = 0; i < list.size(); i++) {
                Object element = list.get(i);
                String at = named ? "name=" + Trees.object(element).get("name") : "" + i;
                add("%s[%s]".formatted(path, at), element, flat);
            }
        } else {
            flat.put(path, CanonicalJson.of(value));
        }
    }

    private static boolean maps(List<?> list) {
        return list.stream().allMatch(Map.class::isInstance);
    }

    private static boolean named(List<?> list) {
        Set<Object> names = new HashSet<>();
        return list.stream()
                .map(element -> Trees.object(element).get("name"))
                .allMatch(name -> name instanceof String && names.add(name));
    }

    /** A key with dots of its own stands in brackets. */
    private static String child(String path, String key) {
        return key.contains(".") ? "%s[%s]".formatted(path, key) : path + "." + key;
    }

    static String moved(String path, PlannedField field) {
        return "%s is %s, and not %s"
                .formatted(SafeText.of(path), shown(field.before()), shown(field.after()));
    }

    /** For people: cut, and without what a terminal would obey. */
    static String shown(String json) {
        return json.isEmpty() ? "absent" : cut(json);
    }

    static String cut(String json) {
        return SafeText.of(json.length() > SHOWN ? json.substring(0, SHOWN) + "..." : json);
    }

    static SortedMap<String, PlannedField> of(Touched touched, int index) {
        Optional<Manifest> desired = touched.states().get(index).manifest();
        if (index == 0) {
            return between(
                    touched.before().found().map(each -> each.tree()).orElse(Map.of()),
                    touched.before() instanceof Before.There there
                            ? there.applied()
                            : Optional.empty(),
                    desired);
        }
        Optional<Manifest> last = touched.states().get(index - 1).manifest();
        return between(last.map(Manifest::toTree).orElse(Map.of()), last, desired);
    }
}
