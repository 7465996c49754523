package io.meshfed.catalog;

import java.util.LinkedHashMap;
import java.util.Map;

/** Trees of plain values, in the order in which they are written down. */
final class Trees {

    private Trees() {}

    /**
     * @param pairs keys and values in turn
     */
    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
