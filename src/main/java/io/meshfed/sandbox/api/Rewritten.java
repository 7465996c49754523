package io.meshfed.sandbox.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * Maps and lists of which some values become others. Where none does the result is what was there,
 * not a copy: that versions of an object share what did not change makes it cheap to compare them.
 */
final class Rewritten {

    /** Instead of a value: the field is to go. */
    static final Object GONE = new Object();

    private Rewritten() {}

    /**
     * @param value what becomes of a field, by its name and value
     */
    static Map<String, Object> map(
            Map<String, Object> map, BiFunction<String, Object, Object> value) {
        Map<String, Object> result = map;
        for (Map.Entry<String, Object> field : map.entrySet()) {
            Object next = value.apply(field.getKey(), field.getValue());
            if (next == field.getValue()) {
                continue;
            }
            result = result == map ? new LinkedHashMap<>(map) : result;
            if (next == GONE) {
                result.remove(field.getKey());
            } else {
                result.put(field.getKey(), next);
            }
        }
        return result;
    }

    /**
     * @param element what becomes of the element in that place
     */
    static List<?> list(List<?> list, IntFunction<Object> element) {
        List<Object> result = new ArrayList<>(list.size());
        boolean same = true;
        for (int i = 0; i < list.size(); i++) {
            Object next = element.apply(i);
            same &= next == list.get(i);
            result.add(next);
        }
        return same ? list : result;
    }
}
