package io.meshfed.contexts;

import java.util.List;
import java.util.Map;

/**
 * What may stand at a place of a file. One definition serves both: the reader checks files against
 * it and the schema for editors is printed from it.
 */
sealed interface Shape {

    record Text(Format format) implements Shape {}

    /** One of a few words. */
    record Choice(List<String> words) implements Shape {
        Choice(String... words) {
            this(List.of(words));
        }
    }

    record Flag() implements Shape {}

    record Whole(int least, int most) implements Shape {}

    /**
     * A number, perhaps with a fraction.
     *
     * @param least as a decimal number
     */
    record Decimal(String least, String most) implements Shape {}

    /**
     * @param ifEmpty what to say when it is empty and must not be
     */
    record ListOf(Shape items, int least, int most, String ifEmpty) implements Shape {
        static final int ANY = Integer.MAX_VALUE;

        ListOf(Shape items, int least, int most) {
            this(items, least, most, "is empty");
        }
    }

    /** Entries whose names the user chooses; at least one. */
    record MapOf(Format names, Shape values) implements Shape {}

    /**
     * A fixed set of keys.
     *
     * @param exactlyOneOf empty, or keys of which one and only one is given
     * @param needs a key that is only allowed beside another one
     */
    record Entry(String name, List<Key> keys, List<String> exactlyOneOf, Map<String, String> needs)
            implements Shape {

        Entry(String name, Key... keys) {
            this(name, List.of(keys), List.of(), Map.of());
        }

        Entry withExactlyOneOf(String... alternatives) {
            return new Entry(name, keys, List.of(alternatives), needs);
        }

        Entry withNeeds(Map<String, String> keyNeedsKey) {
            return new Entry(name, keys, exactlyOneOf, keyNeedsKey);
        }

        List<String> keyNames() {
            return keys.stream().map(Key::name).toList();
        }
    }

    /**
     * @param description shown by editors
     */
    record Key(String name, Shape shape, boolean required, String description) {

        static Key required(String name, Shape shape, String description) {
            return new Key(name, shape, true, description);
        }

        static Key optional(String name, Shape shape, String description) {
            return new Key(name, shape, false, description);
        }
    }
}
