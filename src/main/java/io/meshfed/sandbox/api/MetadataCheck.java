package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ApiError.Cause;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rules for names, labels and annotations that hold for every kind. */
final class MetadataCheck {

    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern QUALIFIED =
            Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Pattern CONFIG_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
    private static final int ANNOTATIONS_LIMIT = 256 * 1024;
    private static final int CONFIG_LIMIT = 1024 * 1024;

    private MetadataCheck() {}

    static List<Cause> causes(Kind kind, Map<String, Object> live, Map<String, Object> object) {
        List<Cause> causes = new ArrayList<>();
        checkFinalizers(live, object, causes);
        checkName(kind, Trees.text(object, "metadata", "name").orElse(""), causes);
        strings(object, "metadata", "labels")
                .forEach(
                        (key, value) -> {
                            checkKey("metadata.labels", key, causes);
                            checkLabelValue(value, causes);
                        });
        Map<String, String> annotations = strings(object, "metadata", "annotations");
        annotations.keySet().forEach(key -> checkKey("metadata.annotations", key, causes));
        if (size(annotations) > ANNOTATIONS_LIMIT) {
            causes.add(
                    new Cause(
                            "FieldValueTooLong",
                            "metadata.annotations",
                            "Too long: must have at most %d bytes".formatted(ANNOTATIONS_LIMIT)));
        }
        if (kind.type().qualifiedPlural().equals("configmaps")) {
            checkConfig(object, causes);
        }
        return causes;
    }

    private static void checkFinalizers(
            Map<String, Object> live, Map<String, Object> object, List<Cause> causes) {
        List<String> added = finalizers(object);
        added.removeAll(finalizers(live));
        if (!added.isEmpty() && Trees.text(live, "metadata", "deletionTimestamp").isPresent()) {
            causes.add(
                    new Cause(
                            "FieldValueForbidden",
                            "metadata.finalizers",
                            "Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{%s}"
                                    .formatted(
                                            String.join(
                                                    ", ",
                                                    added.stream().map(Json::write).toList()))));
        }
    }

    private static List<String> finalizers(Map<String, Object> object) {
        return Trees.texts(Trees.value(object, "metadata", "finalizers").orElse(List.of()));
    }

    private static void checkName(Kind kind, String name, List<Cause> causes) {
        boolean label = List.of("namespaces", "services").contains(kind.type().qualifiedPlural());
        if (kind.type().group().equals("rbac.authorization.k8s.io")) {
            return; // RBAC names may hold anything that fits into a URL, such as system:masters
        }
        if (label && (name.length() > 63 || !LABEL.matcher(name).matches())) {
            causes.add(
                    invalid(
                            "metadata.name",
                            name,
                            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"));
        } else if (!label && (name.length() > 253 || !SUBDOMAIN.matcher(name).matches())) {
            causes.add(
                    invalid(
                            "metadata.name",
                            name,
                            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"));
        }
    }

    private static void checkKey(String field, String key, List<Cause> causes) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        boolean prefixFits =
                slash < 0 || slash <= 253 && SUBDOMAIN.matcher(key.substring(0, slash)).matches();
        if (!prefixFits || name.length() > 63 || !QUALIFIED.matcher(name).matches()) {
            causes.add(
                    invalid(
                            field,
                            key,
                            "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"));
        }
    }

    private static void checkLabelValue(String value, List<Cause> causes) {
        if (value.length() > 63) {
            causes.add(invalid("metadata.labels", value, "must be no more than 63 characters"));
        } else if (!value.isEmpty() && !QUALIFIED.matcher(value).matches()) {
            causes.add(
                    invalid(
                            "metadata.labels",
                            value,
                            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"));
        }
    }

    private static void checkConfig(Map<String, Object> object, List<Cause> causes) {
        Map<String, String> data = strings(object, "data");
        for (String key : data.keySet()) {
            if (key.length() > 253 || !CONFIG_KEY.matcher(key).matches()) {
                causes.add(
                        invalid(
                                "data[" + key + "]",
                                key,
                                "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"));
            }
        }
        if (size(data) > CONFIG_LIMIT) {
            causes.add(
                    new Cause(
                            "FieldValueTooLong",
                            "",
                            "Too long: must have at most %d bytes".formatted(CONFIG_LIMIT)));
        }
    }

    private static Map<String, String> strings(Map<String, Object> object, String... path) {
        Map<String, String> strings = new TreeMap<>();
        Trees.value(object, path)
                .map(Trees::object)
                .orElse(Map.of())
                .forEach((key, value) -> strings.put(key, value instanceof String s ? s : ""));
        return strings;
    }

    private static int size(Map<String, String> strings) {
        return strings.entrySet().stream()
                .mapToInt(
                        entry ->
                                entry.getKey().getBytes(StandardCharsets.UTF_8).length
                                        + entry.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private static Cause invalid(String field, String value, String why) {
        return Cause.invalid(field, Json.write(value), why);
    }
}
