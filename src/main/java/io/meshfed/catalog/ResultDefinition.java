package io.meshfed.catalog;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A result, as its command declares it. */
public record ResultDefinition(String name, String description, int maxBytes) {

    public ResultDefinition {
        requireNonNull(name);
        requireNonNull(description);
    }

    /** All results of a command, those of its super types included, by name. */
    public static List<ResultDefinition> of(Class<?> command) {
        List<ResultDefinition> all = new ArrayList<>();
        collect(command, all);
        return all.stream()
                .distinct()
                .sorted(Comparator.comparing(ResultDefinition::name))
                .toList();
    }

    /** Their names alone. */
    public static List<String> namesOf(Class<?> command) {
        return of(command).stream().map(ResultDefinition::name).toList();
    }

    private static void collect(Class<?> type, List<ResultDefinition> all) {
        for (Result result : type.getDeclaredAnnotationsByType(Result.class)) {
            all.add(new ResultDefinition(result.name(), result.description(), result.maxBytes()));
        }
        for (Class<?> face : type.getInterfaces()) {
            collect(face, all);
        }
        if (type.getSuperclass() != null) {
            collect(type.getSuperclass(), all);
        }
    }
}
