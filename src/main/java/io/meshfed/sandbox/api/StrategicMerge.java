package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The merge of {@code kubectl patch} and {@code kubectl apply} for built-in kinds: as a merge
 * patch, but lists that have a merge key are merged by it. Knows the directives {@code $patch},
 * {@code $deleteFromPrimitiveList}, {@code $retainKeys} and ignores the order directives.
 */
final class StrategicMerge {

    /**
     * The merge key of a list. Not always all the keys of server-side apply: ports merge by one.
     */
    private static final Map<String, String> MERGE_KEYS =
            Map.ofEntries(
                    Map.entry("spec.ports", "port"),
                    Map.entry("ports", "containerPort"),
                    Map.entry("containers", "name"),
                    Map.entry("initContainers", "name"),
                    Map.entry("env", "name"),
                    Map.entry("volumes", "name"),
                    Map.entry("volumeMounts", "mountPath"),
                    Map.entry("imagePullSecrets", "name"),
                    Map.entry("secrets", "name"),
                    Map.entry("conditions", "type"),
                    Map.entry("addresses", "type"),
                    Map.entry("podIPs", "ip"),
                    Map.entry("ownerReferences", "uid"));

    private static final Set<String> MERGED_SETS = Set.of("finalizers");

    private StrategicMerge() {}

    static Map<String, Object> apply(Map<String, Object> target, Map<String, Object> patch) {
        return merge(target, patch, "");
    }

    private static Map<String, Object> merge(
            Map<String, Object> target, Map<String, Object> patch, String path) {
        if ("replace".equals(patch.get("$patch"))) {
            return withoutDirectives(patch);
        }
        if ("delete".equals(patch.get("$patch"))) {
            return new LinkedHashMap<>();
        }
        Map<String, Object> result = new LinkedHashMap<>(target);
        if (patch.get("$retainKeys") instanceof List<?> kept) {
            result.keySet().retainAll(kept);
        }
        patch.forEach(
                (key, value) -> {
                    if (key.startsWith("$deleteFromPrimitiveList/")) {
                        String list = key.substring(key.indexOf('/') + 1);
                        List<Object> rest = list(result.get(list));
                        rest.removeAll(list(value));
                        result.put(list, rest);
                    } else if (!key.startsWith("$")) {
                        mergeField(result, key, value, path);
                    }
                });
        return result;
    }

    private static void mergeField(
            Map<String, Object> result, String key, Object value, String path) {
        if (value == null) {
            result.remove(key);
        } else if (value instanceof Map<?, ?> map) {
            result.put(key, merge(Json.part(result.get(key)), Json.part(map), key));
        } else if (value instanceof List<?> list) {
            result.put(key, mergeList(list(result.get(key)), list, path, key));
        } else {
            result.put(key, value);
        }
    }

    private static Object mergeList(List<Object> old, List<?> patch, String parent, String name) {
        if (MERGED_SETS.contains(name)) {
            return ordered(old, new ArrayList<>(new LinkedHashSet<>(patch)), old);
        }
        String key = MERGE_KEYS.getOrDefault(parent + "." + name, MERGE_KEYS.get(name));
        boolean replaces = Trees.objects(patch).stream().anyMatch(StrategicMerge::replacesList);
        if (key == null || replaces) {
            List<Object> rest = new ArrayList<>(patch);
            rest.removeIf(e -> e instanceof Map<?, ?> map && map.containsKey("$patch"));
            return rest;
        }
        Map<Object, Object> merged = new LinkedHashMap<>();
        Set<Object> patched = new LinkedHashSet<>();
        Trees.objects(old).forEach(element -> merged.put(element.get(key), element));
        for (Map<String, Object> element : Trees.objects(patch)) {
            if ("delete".equals(element.get("$patch"))) {
                merged.remove(element.get(key));
            } else {
                Object place = element.get(key);
                if (place == null) {
                    throw ApiError.unnamed(
                            "map: map[%s] does not contain declared merge key: %s"
                                    .formatted(goMap(element), key));
                }
                merged.put(place, merge(Json.part(merged.get(place)), element, name));
                patched.add(place);
            }
        }
        List<Object> before = Trees.objects(old).stream().map(e -> e.get(key)).toList();
        return ordered(List.copyOf(merged.keySet()), new ArrayList<>(patched), before).stream()
                .map(merged::get)
                .map(Object.class::cast)
                .toList();
    }

    private static String goMap(Map<String, Object> element) {
        List<String> entries = new ArrayList<>();
        new TreeMap<>(element).forEach((k, v) -> entries.add(k + ":" + v));
        return String.join(" ", entries);
    }

    /** What is patched comes as early as it can; what is not stays in the order that it has. */
    private static List<Object> ordered(List<Object> all, List<Object> patched, List<?> before) {
        Deque<Object> rest = new ArrayDeque<>(all);
        rest.removeAll(patched);
        Deque<Object> first = new ArrayDeque<>(patched);
        List<Object> ordered = new ArrayList<>();
        while (!rest.isEmpty() && !first.isEmpty()) {
            int one = before.indexOf(rest.peek());
            int other = before.indexOf(first.peek());
            boolean stays = one >= 0 && other >= 0 && one < other;
            ordered.add(stays ? rest.remove() : first.remove());
        }
        ordered.addAll(rest);
        ordered.addAll(first);
        return ordered;
    }

    private static boolean replacesList(Map<String, Object> element) {
        return "replace".equals(element.get("$patch"));
    }

    private static Map<String, Object> withoutDirectives(Map<String, Object> patch) {
        Map<String, Object> rest = new LinkedHashMap<>(patch);
        rest.keySet().removeIf(key -> key.startsWith("$"));
        return rest;
    }

    private static List<Object> list(Object value) {
        return value instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
    }
}
