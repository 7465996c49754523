package io.meshfed.cluster;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Compares JSON values as an API server does: by value, whatever number type they came in. */
final class Values {

    private Values() {}

    static boolean same(Object one, Object other) {
        if (one instanceof Map<?, ?> map) {
            return other instanceof Map<?, ?> that
                    && map.keySet().equals(that.keySet())
                    && map.keySet().stream().allMatch(key -> same(map.get(key), that.get(key)));
        }
        if (one instanceof List<?> list) {
            return other instanceof List<?> that && sameElements(list, that);
        }
        if (one instanceof Number number && other instanceof Number that) {
            return sameNumber(number, that);
        }
        return one == null ? other == null : one.equals(other);
    }

    private static boolean sameElements(List<?> one, List<?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        Iterator<?> others = other.iterator();
        return one.stream().allMatch(element -> same(element, others.next()));
    }

    private static boolean sameNumber(Number one, Number other) {
        return one instanceof Double || other instanceof Double
                ? one.doubleValue() == other.doubleValue()
                : one.toString().equals(other.toString());
    }

    /** Typed APIs drop what is empty, so an empty value and none are the same there. */
    static boolean empty(Object value) {
        return value == null
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof Collection<?> list && list.isEmpty());
    }
}
