package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What the server demands of the content of built-in kinds, beside that it fits the schema. */
final class ContentCheck {

    private static final int DATA_LIMIT = 1024 * 1024;
    private static final String IMMUTABLE = "field is immutable";

    /** To the microsecond, neither more nor less. */
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", Locale.ROOT);

    private ContentCheck() {}

    /**
     * @param live what is there now, empty when it is created
     * @throws ApiError 400 for what the server cannot even read
     */
    static List<Cause> causes(Kind kind, Map<String, Object> live, Map<String, Object> object) {
        List<Cause> causes = new ArrayList<>();
        switch (kind.type().qualifiedPlural()) {
            case "configmaps" -> configMap(live, object, causes);
            case "secrets" -> secret(live, object, causes);
            case "leases.coordination.k8s.io" -> lease(kind, object, causes);
            case "roles.rbac.authorization.k8s.io", "clusterroles.rbac.authorization.k8s.io" ->
                    rules(kind, object, causes);
            case "rolebindings.rbac.authorization.k8s.io",
                    "clusterrolebindings.rbac.authorization.k8s.io" ->
                    binding(live, object, causes);
            case "deployments.apps" -> DeploymentCheck.add(live, object, causes);
            default -> {
                // the others are taken as they come
            }
        }
        return causes;
    }

    private static void configMap(
            Map<String, Object> live, Map<String, Object> object, List<Cause> causes) {
        Map<String, String> data = MetadataCheck.strings(object, "data");
        keys(data, causes);
        if (MetadataCheck.size(data) > DATA_LIMIT) {
            causes.add(MetadataCheck.tooLong("", DATA_LIMIT));
        }
        unchangeable(live, object, List.of("data", "binaryData"), causes);
    }

    private static void secret(
            Map<String, Object> live, Map<String, Object> object, List<Cause> causes) {
        Map<String, String> data = MetadataCheck.strings(object, "data");
        for (String value : data.values()) {
            if (!base64(value)) {
                throw ApiError.badRequest(
                        "Secret in version \"v1\" cannot be handled as a Secret: illegal base64 data in data");
            }
        }
        keys(data, causes);
        if ("kubernetes.io/tls".equals(object.get("type"))) {
            for (String key : List.of("tls.crt", "tls.key")) {
                if (!data.containsKey(key)) {
                    causes.add(Cause.required("data[" + key + "]", ""));
                }
            }
        }
        if (!live.isEmpty() && !Objects.equals(live.get("type"), object.get("type"))) {
            causes.add(Cause.invalid("type", Json.write(object.get("type")), IMMUTABLE));
        }
        unchangeable(live, object, List.of("data"), causes);
    }

    private static boolean base64(String value) {
        try {
            Base64.getMimeDecoder().decode(value);
            return value.matches("[A-Za-z0-9+/=\\s]*");
        } catch (IllegalArgumentException no) {
            return false;
        }
    }

    private static void keys(Map<String, String> data, List<Cause> causes) {
        for (String key : data.keySet()) {
            NameRules.configKey(key)
                    .forEach(
                            why ->
                                    causes.add(
                                            MetadataCheck.invalid("data[" + key + "]", key, why)));
        }
    }

    private static void unchangeable(
            Map<String, Object> live,
            Map<String, Object> object,
            List<String> fields,
            List<Cause> causes) {
        if (!Trees.flag(live, "immutable")) {
            return;
        }
        String why = "field is immutable when `immutable` is set";
        if (!Trees.flag(object, "immutable")) {
            causes.add(Cause.forbidden("immutable", why));
        }
        for (String field : fields) {
            if (!Objects.equals(live.get(field), object.get(field))) {
                causes.add(Cause.forbidden(field, why));
            }
        }
    }

    private static void lease(Kind kind, Map<String, Object> object, List<Cause> causes) {
        Map<String, Object> spec = Json.part(object.get("spec"));
        for (String field : List.of("acquireTime", "renewTime")) {
            Trees.text(spec, field).ifPresent(text -> microTime(kind, field, text));
        }
        if (spec.get("leaseDurationSeconds") instanceof Long seconds && seconds <= 0) {
            causes.add(
                    Cause.invalid(
                            "spec.leaseDurationSeconds", "" + seconds, "must be greater than 0"));
        }
        if (spec.get("leaseTransitions") instanceof Long transitions && transitions < 0) {
            causes.add(
                    Cause.invalid(
                            "spec.leaseTransitions",
                            "" + transitions,
                            "must to greater or equal than 0"));
        }
    }

    private static void microTime(Kind kind, String field, String text) {
        try {
            MICRO_TIME.parse(text);
        } catch (DateTimeParseException broken) {
            throw ApiError.badRequest(
                    "%s in version \"%s\" cannot be handled as a %s: spec.%s: parsing time %s as \"2006-01-02T15:04:05.000000Z07:00\""
                            .formatted(
                                    kind.type().kind(),
                                    kind.type().version(),
                                    kind.type().kind(),
                                    field,
                                    Json.write(text)));
        }
    }

    private static void rules(Kind kind, Map<String, Object> object, List<Cause> causes) {
        List<Map<String, Object>> rules = Trees.objects(object, "rules");
        for (int i = 0; i < rules.size(); i++) {
            Map<String, Object> rule = rules.get(i);
            String at = "rules[" + i + "].";
            List<String> paths = Trees.texts(rule.get("nonResourceURLs"));
            if (Trees.texts(rule.get("verbs")).isEmpty()) {
                causes.add(Cause.required(at + "verbs", "verbs must contain at least one value"));
            }
            if (!paths.isEmpty() && kind.type().namespaced()) {
                String go = String.join(", ", paths.stream().map(Json::write).toList());
                causes.add(
                        Cause.invalid(
                                at + "nonResourceURLs",
                                "[]string{" + go + "}",
                                "namespaced rules cannot apply to non-resource URLs"));
            }
            if (paths.isEmpty() && Trees.texts(rule.get("apiGroups")).isEmpty()) {
                causes.add(
                        Cause.required(
                                at + "apiGroups",
                                "resource rules must supply at least one api group"));
            }
            if (paths.isEmpty() && Trees.texts(rule.get("resources")).isEmpty()) {
                causes.add(
                        Cause.required(
                                at + "resources",
                                "resource rules must supply at least one resource"));
            }
        }
    }

    private static void binding(
            Map<String, Object> live, Map<String, Object> object, List<Cause> causes) {
        Map<String, Object> role = Json.part(object.get("roleRef"));
        List<String> kinds = List.of("Role", "ClusterRole");
        if (!kinds.contains(Trees.text(role, "kind").orElse(""))) {
            causes.add(
                    Cause.unsupported("roleRef.kind", Trees.text(role, "kind").orElse(""), kinds));
        }
        if (Trees.text(role, "name").orElse("").isEmpty()) {
            causes.add(Cause.required("roleRef.name", ""));
        }
        if (!live.isEmpty()
                && !new TreeMap<>(role).equals(new TreeMap<>(Json.part(live.get("roleRef"))))) {
            String go =
                    "rbac.RoleRef{APIGroup:%s, Kind:%s, Name:%s}"
                            .formatted(
                                    Json.write(Trees.text(role, "apiGroup").orElse("")),
                                    Json.write(Trees.text(role, "kind").orElse("")),
                                    Json.write(Trees.text(role, "name").orElse("")));
            causes.add(Cause.invalid("roleRef", go, "cannot change roleRef"));
        }
    }
}
