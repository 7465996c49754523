package io.meshfed.sandbox.api;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a value may look like, and how two writers share it. It says as much as server-side apply,
 * pruning and validation need.
 *
 * @param values what the elements of a list are, or the entries of a map that have no property of
 *     their own
 * @param open whether keys that are not properties are kept, typed by {@code values}
 * @param keys what tells the elements of a keyed list apart
 * @param rules what else a value must be, and what it is when nobody says
 */
record Schema(
        Type type,
        Sharing sharing,
        boolean nullable,
        boolean open,
        Map<String, Schema> properties,
        Set<String> required,
        List<Schema> values,
        List<Key> keys,
        ValueRules rules) {

    /** What a value is in JSON. ANY takes its shape from the value at hand. */
    enum Type {
        ANY,
        OBJECT,
        LIST,
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        TIME,
        INT_OR_STRING
    }

    /** What one writer owns: each part, the whole, or each element of a set or keyed list. */
    enum Sharing {
        GRANULAR,
        ATOMIC,
        SET,
        KEYED
    }

    /**
     * A field that tells list elements apart.
     *
     * @param byDefault what it is when it is not written; empty when it must be
     */
    record Key(String name, String byDefault) {}

    /** Maps are shared by entry, lists are owned whole: a custom resource without a schema. */
    static final Schema ANY =
            new Schema(
                    Type.ANY,
                    Sharing.GRANULAR,
                    true,
                    true,
                    Map.of(),
                    Set.of(),
                    List.of(),
                    List.of(),
                    ValueRules.NONE);

    Schema {
        requireNonNull(type);
        requireNonNull(sharing);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        required = Set.copyOf(required);
        values = List.copyOf(values);
        keys = List.copyOf(keys);
        requireNonNull(rules);
    }

    static Schema scalar(Type type) {
        return new Schema(
                type,
                Sharing.GRANULAR,
                false,
                false,
                Map.of(),
                Set.of(),
                List.of(),
                List.of(),
                ValueRules.NONE);
    }

    Schema property(String name) {
        Schema named = properties.get(name);
        return named != null ? named : element();
    }

    /** The schema of list elements and of entries that are not properties. */
    Schema element() {
        return values.isEmpty() ? ANY : values.get(0);
    }

    /** A field with a name of its own, unlike an entry of a map. */
    boolean names(String key) {
        return properties.containsKey(key);
    }

    boolean keeps(String key) {
        return open || names(key) || !values.isEmpty();
    }

    boolean ownedWhole(Shape shape) {
        return sharing == Sharing.ATOMIC
                || shape == Shape.LIST && sharing == Sharing.GRANULAR
                || shape == Shape.SCALAR;
    }

    Schema asNullable() {
        return new Schema(type, sharing, true, open, properties, required, values, keys, rules);
    }

    Schema shared(Sharing other) {
        return new Schema(type, other, nullable, open, properties, required, values, keys, rules);
    }
}
