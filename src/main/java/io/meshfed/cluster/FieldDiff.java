package io.meshfed.cluster;

import io.meshfed.model.Trees;
import io.meshfed.report.FieldChange;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a write changes, field by field, of the fields that it is about. */
final class FieldDiff {

    private final List<FieldChange> changes = new ArrayList<>();

    /** Whether fields count that nobody asks for: a rule that loses its alias has changed. */
    private final boolean wholeElements;

    private FieldDiff(boolean wholeElements) {
        this.wholeElements = wholeElements;
    }

    /**
     * @param owned what the manager owned before; what it no longer asks for goes
     * @param after empty for what was asked for
     */
    static List<FieldChange> between(
            Map<String, Object> before,
            Map<String, Object> owned,
            Map<String, Object> asked,
            Map<String, Object> after) {
        FieldDiff diff = new FieldDiff(true);
        diff.compareFields("", asked, before, after);
        diff.gone("", owned, asked, before);
        return List.copyOf(diff.changes);
    }

    /** Where the answer to an apply is not what was applied: something changes it on the way in. */
    static List<FieldChange> unmet(Map<String, Object> asked, Map<String, Object> answer) {
        FieldDiff diff = new FieldDiff(false);
        diff.compareFields("", asked, asked, answer);
        return List.copyOf(diff.changes);
    }

    private void compare(String path, Object asked, Object before, Object after) {
        // Nothing asked of a map leaves whatever others have in it.
        if (asked instanceof Map<?, ?> map && (!map.isEmpty() || after instanceof Map)) {
            compareFields(path, Trees.object(map), before, after);
        } else if (asked instanceof List<?> list && !Trees.objects(list).isEmpty()) {
            compareElements(path, list, before, after);
        } else if (!Values.same(before, after) && !(Values.empty(before) && Values.empty(after))) {
            changes.add(new FieldChange(path, ShownValue.of(before), ShownValue.of(after)));
        }
    }

    private void compareFields(
            String path, Map<String, Object> asked, Object before, Object after) {
        Map<String, Object> old = Trees.object(before);
        Map<String, Object> now = Trees.object(after);
        for (Map.Entry<String, Object> field : asked.entrySet()) {
            String key = field.getKey();
            compare(child(path, key), field.getValue(), old.get(key), now.get(key));
        }
    }

    private void compareElements(String path, List<?> asked, Object before, Object after) {
        List<?> old = before instanceof List<?> list ? list : List.of();
        List<?> now = after instanceof List<?> list ? list : List.of();
        int longest = Math.max(asked.size(), Math.max(old.size(), now.size()));
        for (int i = 0; i < longest; i++) {
            String at = path + "[" + i + "]";
            Object oldElement = i < old.size() ? old.get(i) : null;
            Object newElement = i < now.size() ? now.get(i) : null;
            boolean both = oldElement != null && newElement != null && i < asked.size();
            if (both && wholeElements) {
                compareWhole(at, oldElement, newElement);
            } else if (both) {
                compare(at, asked.get(i), oldElement, newElement);
            } else if (!Values.same(oldElement, newElement)) {
                changes.add(
                        new FieldChange(at, ShownValue.of(oldElement), ShownValue.of(newElement)));
            }
        }
    }

    private void compareWhole(String path, Object before, Object after) {
        if (before instanceof Map<?, ?> && after instanceof Map<?, ?>) {
            Map<String, Object> all = new LinkedHashMap<>(Trees.object(before));
            all.putAll(Trees.object(after));
            for (String key : all.keySet()) {
                compareWhole(
                        child(path, key),
                        Trees.object(before).get(key),
                        Trees.object(after).get(key));
            }
        } else if (after instanceof List<?> list && !Trees.objects(list).isEmpty()) {
            compareElements(path, list, before, after);
        } else if (!Values.same(before, after) && !(Values.empty(before) && Values.empty(after))) {
            changes.add(new FieldChange(path, ShownValue.of(before), ShownValue.of(after)));
        }
    }

    private void gone(String path, Map<String, Object> owned, Object asked, Object before) {
        Map<String, Object> fields = Trees.object(asked);
        Map<String, Object> old = Trees.object(before);
        for (String child : new TreeSet<>(owned.keySet())) {
            if (!child.startsWith("f:")) {
                continue;
            }
            String key = child.substring(2);
            if (!fields.containsKey(key)) {
                changes.add(new FieldChange(child(path, key), ShownValue.of(old.get(key)), ""));
            } else if (fields.get(key) instanceof Map<?, ?>) {
                gone(
                        child(path, key),
                        Trees.object(owned.get(child)),
                        fields.get(key),
                        old.get(key));
            }
        }
    }

    /** A key with dots of its own stands in brackets: {@code metadata.labels[app.io/name]}. */
    private static String child(String path, String key) {
        if (key.contains(".")) {
            return path + "[" + SafeText.of(key) + "]";
        }
        return path.isEmpty() ? SafeText.of(key) : path + "." + SafeText.of(key);
    }
}
