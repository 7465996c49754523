package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rules for names, labels, annotations, owners and finalizers that hold for every kind. */
final class MetadataCheck {

    private static final int ANNOTATIONS_LIMIT = 256 * 1024;

    /** Finalizers of the core that need no domain before them. */
    private static final Set<String> STANDARD =
            Set.of("kubernetes", "orphan", "foregroundDeletion");

    private MetadataCheck() {}

    static List<Cause> causes(Kind kind, Map<String, Object> live, Map<String, Object> object) {
        List<Cause> causes = new ArrayList<>();
        checkFinalizers(kind, live, object, causes);
        if (live.isEmpty()) {
            String name = Trees.text(object, "metadata", "name").orElse("");
            NameRules.name(kind, name)
                    .forEach(why -> causes.add(invalid("metadata.name", name, why)));
        }
        if (differs(live, object, "labels")) {
            checkLabels(strings(object, "metadata", "labels"), causes);
        }
        if (differs(live, object, "annotations")) {
            checkAnnotations(strings(object, "metadata", "annotations"), causes);
        }
        checkOwners(object, causes);
        return causes;
    }

    /** Whether anything new was said: what is stored was right. */
    private static boolean differs(
            Map<String, Object> live, Map<String, Object> object, String field) {
        return !Trees.value(object, "metadata", field).equals(Trees.value(live, "metadata", field));
    }

    private static void checkLabels(Map<String, String> labels, List<Cause> causes) {
        labels.forEach(
                (key, value) -> {
                    NameRules.qualified(key)
                            .forEach(why -> causes.add(invalid("metadata.labels", key, why)));
                    NameRules.labelValue(value)
                            .forEach(why -> causes.add(invalid("metadata.labels", value, why)));
                });
    }

    private static void checkAnnotations(Map<String, String> annotations, List<Cause> causes) {
        // Keys of annotations may be written with capitals, also before the slash.
        annotations
                .keySet()
                .forEach(
                        key ->
                                NameRules.qualified(key.toLowerCase(Locale.ROOT))
                                        .forEach(
                                                why ->
                                                        causes.add(
                                                                invalid(
                                                                        "metadata.annotations",
                                                                        key,
                                                                        why))));
        if (size(annotations) > ANNOTATIONS_LIMIT) {
            causes.add(tooLong("metadata.annotations", ANNOTATIONS_LIMIT));
        }
    }

    private static void checkOwners(Map<String, Object> object, List<Cause> causes) {
        for (Map<String, Object> owner : Trees.objects(object, "metadata", "ownerReferences")) {
            for (String field : List.of("apiVersion", "kind", "name", "uid")) {
                if (Trees.text(owner, field).orElse("").isEmpty()) {
                    String word = field.equals("apiVersion") ? "version" : field;
                    causes.add(
                            invalid(
                                    "metadata.ownerReferences." + field,
                                    "",
                                    word + " must not be empty"));
                }
            }
        }
    }

    private static void checkFinalizers(
            Kind kind, Map<String, Object> live, Map<String, Object> object, List<Cause> causes) {
        List<String> all = finalizers(object);
        for (int i = 0; i < all.size(); i++) {
            String finalizer = all.get(i);
            NameRules.qualified(finalizer)
                    .forEach(why -> causes.add(invalid("metadata.finalizers", finalizer, why)));
            boolean domain = finalizer.contains("/") || STANDARD.contains(finalizer);
            if (!kind.custom() && !Definition.defines(kind) && !domain) {
                causes.add(
                        invalid(
                                "metadata.finalizers[" + i + "]",
                                finalizer,
                                "name is neither a standard finalizer name nor is it fully qualified"));
            }
        }
        List<String> added = new ArrayList<>(all);
        added.removeAll(finalizers(live));
        if (!added.isEmpty() && Trees.text(live, "metadata", "deletionTimestamp").isPresent()) {
            causes.add(
                    Cause.forbidden(
                            "metadata.finalizers",
                            "no new finalizers can be added if the object is being deleted, found new finalizers []string{%s}"
                                    .formatted(
                                            String.join(
                                                    ", ",
                                                    added.stream().map(Json::write).toList()))));
        }
    }

    private static List<String> finalizers(Map<String, Object> object) {
        return new ArrayList<>(
                Trees.texts(Trees.value(object, "metadata", "finalizers").orElse(List.of())));
    }

    static Map<String, String> strings(Map<String, Object> object, String... path) {
        Map<String, String> strings = new TreeMap<>();
        Trees.value(object, path)
                .map(Trees::object)
                .orElse(Map.of())
                .forEach((key, value) -> strings.put(key, value instanceof String s ? s : ""));
        return strings;
    }

    static int size(Map<String, String> strings) {
        return strings.entrySet().stream()
                .mapToInt(
                        entry ->
                                entry.getKey().getBytes(StandardCharsets.UTF_8).length
                                        + entry.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    static Cause tooLong(String field, int limit) {
        return new Cause(
                "FieldValueTooLong",
                field,
                "Too long: must have at most %d bytes".formatted(limit));
    }

    static Cause invalid(String field, String value, String why) {
        return Cause.invalid(field, Json.write(value), why);
    }
}
