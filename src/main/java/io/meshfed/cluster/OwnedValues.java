package io.meshfed.cluster;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes out of an object the values of the fields that a manager owns, in the object's order. */
final class OwnedValues {

    private OwnedValues() {}

    /** A field that is owned and not there was dropped by the server, and stays out. */
    static Map<String, Object> in(Map<String, Object> owned, Map<String, Object> live) {
        Map<String, Object> values = new LinkedHashMap<>();
        live.forEach(
                (key, value) -> {
                    Object below = owned.get("f:" + key);
                    if (below instanceof Map<?, ?> map) {
                        values.put(key, value(Trees.object(map), value));
                    }
                });
        return values;
    }

    /** What has nothing below it is owned as a whole. */
    private static Object value(Map<String, Object> owned, Object live) {
        boolean whole = owned.keySet().stream().allMatch("."::equals);
        if (live instanceof Map<?, ?> map) {
            // A map of which only itself is owned was applied empty: what is in it is others'.
            return whole && owned.isEmpty() ? live : in(owned, Trees.object(map));
        }
        return live instanceof List<?> list && !whole ? elements(owned, list) : live;
    }

    private static List<Object> elements(Map<String, Object> owned, List<?> live) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < live.size(); i++) {
            Object element = live.get(i);
            for (Map.Entry<String, Object> child : owned.entrySet()) {
                if (OwnedFields.names(child.getKey(), live, i)) {
                    values.add(element(child.getKey(), Trees.object(child.getValue()), element));
                    break;
                }
            }
        }
        return values;
    }

    /** A key that was left to its default is not owned; when none is, the keys are all there is. */
    private static Object element(String child, Map<String, Object> owned, Object live) {
        if (!(live instanceof Map<?, ?> map) || !child.startsWith("k:")) {
            return live;
        }
        Map<String, Object> values = in(owned, Trees.object(map));
        return values.isEmpty() ? OwnedFields.keys(child) : values;
    }
}
