package io.meshfed.lint;

import io.meshfed.yaml.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value of a manifest and where it stands. What is absent can be asked for all the same: it is
 * empty, and stands where it would have to be added.
 *
 * @param place of a scalar its own, of a list or map that of the key it stands under
 * @param text of a scalar, else empty
 */
record Value(Kind kind, Place place, String text, List<Value> items, Map<String, Value> fields) {

    /** What a value is, as a reader of JSON sees it. */
    enum Kind {
        ABSENT("nothing"),
        TEXT("text"),
        NUMBER("a number"),
        FLAG("true or false"),
        LIST("a list"),
        MAP("a map");

        private final String told;

        Kind(String told) {
            this.told = told;
        }

        String told() {
            return told;
        }
    }

    Value {
        items = List.copyOf(items);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static Value scalar(Kind kind, Place place, String text) {
        return new Value(kind, place, text, List.of(), Map.of());
    }

    static Value absent(Place place) {
        return scalar(Kind.ABSENT, place, "");
    }

    boolean present() {
        return kind != Kind.ABSENT;
    }

    boolean scalar() {
        return kind == Kind.TEXT || kind == Kind.NUMBER || kind == Kind.FLAG;
    }

    boolean has(String key) {
        return fields.containsKey(key) && fields.get(key).present();
    }

    Value at(String... path) {
        Value at = this;
        for (String key : path) {
            Value parent = at;
            at = parent.fields.get(key);
            if (at == null) {
                at = absent(parent.place.key(key));
            }
        }
        return at;
    }

    String textAt(String... path) {
        return at(path).text();
    }

    List<Value> itemsAt(String... path) {
        return at(path).items();
    }

    Set<String> keys() {
        return fields.keySet();
    }

    /** Every text in and below this value, in the order of the file. */
    List<Value> texts() {
        List<Value> found = new ArrayList<>();
        collect(found);
        return found;
    }

    private void collect(List<Value> found) {
        if (kind == Kind.TEXT) {
            found.add(this);
        }
        items.forEach(item -> item.collect(found));
        fields.values().forEach(field -> field.collect(found));
    }
}
