package io.meshfed.contexts;

import io.meshfed.yaml.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of the file that has the right shape, and where it stands. What had the wrong shape has
 * been reported and is absent here, so that the rules can go on with the rest.
 *
 * @param place of a scalar its own, of a list or map that of the key it stands under
 * @param text of a scalar, else empty
 */
record Item(Place place, String text, List<Item> items, Map<String, Item> entries) {

    Item {
        items = List.copyOf(items);
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    static Item scalar(Place place, String text) {
        return new Item(place, text, List.of(), Map.of());
    }

    static Item absent(Place place) {
        return scalar(place, "");
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The value under the key; when it is absent, an empty one at this item's own place. */
    Item at(String key) {
        return entries.getOrDefault(key, absent(place));
    }

    String textAt(String key) {
        return at(key).text();
    }

    int numberAt(String key) {
        return has(key) ? Integer.parseInt(textAt(key)) : 0;
    }

    boolean flagAt(String key) {
        return Boolean.parseBoolean(textAt(key));
    }
}
