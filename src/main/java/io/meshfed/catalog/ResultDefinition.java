package io.meshfed.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A result, as its command declares it. */
public record ResultDefinition(String name, String description, int maxBytes) {

    public ResultDefinition {
        requireNonNull(name);
        requireNonNull(description);
    }

    // Every start of a command comes through here: plain loops, for what they load is less.

    /** All results of a command, those of its super types included, by name. */
    public static List<ResultDefinition> of(Class<?> command) {
        SortedMap<String, ResultDefinition> all = new TreeMap<>();
        collect(command, all);
        return List.copyOf(all.values());
    }

    /** Their names alone. */
    public static List<String> namesOf(Class<?> command) {
        SortedMap<String, ResultDefinition> all = new TreeMap<>();
        collect(command, all);
        return List.copyOf(all.keySet());
    }

    private static void collect(Class<?> type, SortedMap<String, ResultDefinition> all) {
        for (Result result : type.getDeclaredAnnotationsByType(Result.class)) {
            all.put(
                    result.name(),
                    new ResultDefinition(result.name(), result.description(), result.maxBytes()));
        }
        for (Class<?> face : type.getInterfaces()) {
            collect(face, all);
        }
        if (type.getSuperclass() != null) {
            collect(type.getSuperclass(), all);
        }
    }
}
