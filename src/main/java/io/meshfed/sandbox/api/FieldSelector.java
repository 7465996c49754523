package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads field selectors; every kind knows its name and namespace, few know more. */
final class FieldSelector {

    private static final Pattern TERM = Pattern.compile("([A-Za-z.]+)(==|=|!=)(.*)");
    private static final Set<String> METADATA = Set.of("metadata.name", "metadata.namespace");

    /** Fields that the built-in kinds can be selected by, beside the metadata. */
    private static final Map<String, Set<String>> MORE =
            Map.of(
                    "pods", Set.of("spec.nodeName", "status.phase", "status.podIP"),
                    "namespaces", Set.of("status.phase"),
                    "secrets", Set.of("type"),
                    "events",
                            Set.of(
                                    "involvedObject.kind",
                                    "involvedObject.namespace",
                                    "involvedObject.name",
                                    "involvedObject.uid",
                                    "involvedObject.apiVersion",
                                    "involvedObject.resourceVersion",
                                    "involvedObject.fieldPath",
                                    "reason",
                                    "reportingComponent",
                                    "source",
                                    "type"));

    private FieldSelector() {}

    static Predicate<Map<String, Object>> parse(Kind kind, String selector) {
        Predicate<Map<String, Object>> all = object -> true;
        if (selector.isBlank()) {
            return all;
        }
        for (String term : selector.split(",")) {
            Matcher matcher = TERM.matcher(term.strip());
            if (!matcher.matches()) {
                throw ApiError.badRequest(
                        "invalid selector: '%s'; can't understand '%s'".formatted(selector, term));
            }
            String field = matcher.group(1);
            Set<String> more = MORE.getOrDefault(kind.type().qualifiedPlural(), Set.of());
            if (!METADATA.contains(field) && !more.contains(field)) {
                throw ApiError.badRequest(
                        more.isEmpty() && !kind.custom()
                                ? "\"%s\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
                                        .formatted(field)
                                : "field label not supported: " + field);
            }
            boolean wanted = !matcher.group(2).equals("!=");
            String value = matcher.group(3);
            String[] path = field.split("\\.");
            all = all.and(o -> Trees.text(o, path).orElse("").equals(value) == wanted);
        }
        return all;
    }
}
