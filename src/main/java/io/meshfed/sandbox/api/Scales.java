package io.meshfed.sandbox.api;

import static io.meshfed.sandbox.api.Discovery.tree;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Serves the scale of an object: a small view of it, through which one number is changed. */
final class Scales {

    private static final String API_VERSION = "autoscaling/v1";

    private final Storage storage;
    private final ObjectWriter writer;

    Scales(Storage storage, ObjectWriter writer) {
        this.storage = storage;
        this.writer = writer;
    }

    Reply serve(Request request, Target target, String verb) {
        UnaryOperator<Map<String, Object>> change =
                switch (verb) {
                    case "get" -> scale -> scale;
                    case "update" -> {
                        Map<String, Object> body = Bodies.object(request);
                        yield scale -> body;
                    }
                    default -> Patches.of(request, target.kind());
                };
        if (verb.equals("get")) {
            Map<String, Object> live = storage.get(target.key()).orElseThrow(() -> absent(target));
            return Reply.json(200, scale(target.kind(), live));
        }
        Map<String, Object> written =
                writer.patch(target, live -> changed(target, live, change)).object();
        return Reply.json(200, scale(target.kind(), written));
    }

    private static ApiError absent(Target target) {
        String plural = target.kind().type().plural();
        String scales = target.kind().custom() ? plural : plural + "/scale";
        String group = target.kind().type().group();
        Map<String, Object> details = ApiError.about(target.kind(), target.name());
        details.put("kind", scales);
        return new ApiError(
                404,
                "NotFound",
                "%s.%s \"%s\" not found".formatted(scales, group, target.name()),
                details);
    }

    private static Map<String, Object> changed(
            Target target, Map<String, Object> live, UnaryOperator<Map<String, Object>> change) {
        Map<String, Object> before = scale(target.kind(), live);
        Map<String, Object> after = change.apply(before);
        Map<String, Object> metadata = Json.part(after.get("metadata"));
        String name = Trees.text(metadata, "name").orElse("");
        if (!name.equals(target.name())) {
            throw ApiError.badRequest(
                    "the name of the object (%s) does not match the name on the URL (%s)"
                            .formatted(name, target.name()));
        }
        Object replicas = Trees.value(after, "spec", "replicas").orElse(0L);
        check(target, metadata, replicas);
        Map<String, Object> next =
                with(live, List.of(Scaling.steps(target.kind().scaling().spec())), replicas);
        Map<String, Object> identity = Json.part(next.get("metadata"));
        identity.put("resourceVersion", Trees.text(metadata, "resourceVersion").orElse(""));
        identity.put("uid", Trees.text(metadata, "uid").orElse(""));
        next.put("metadata", identity);
        return next;
    }

    private static void check(Target target, Map<String, Object> metadata, Object replicas) {
        List<Cause> causes = new ArrayList<>();
        if (!target.kind().custom() && Trees.text(metadata, "namespace").isEmpty()) {
            causes.add(Cause.required("metadata.namespace", ""));
        }
        boolean negative = replicas instanceof Long number && number < 0;
        if (negative && !target.kind().custom()) {
            causes.add(
                    Cause.invalid(
                            "spec.replicas", "" + replicas, "must be greater than or equal to 0"));
        }
        if (negative && target.kind().custom()) {
            Cause cause =
                    Cause.invalid(
                            target.kind().scaling().spec(),
                            "" + replicas,
                            "should be a non-negative integer");
            throw ApiError.invalid(target.kind(), target.name(), List.of(cause));
        }
        if (!causes.isEmpty()) {
            throw ApiError.invalidKind(
                    "autoscaling", "Scale", target.name(), causes.toArray(Cause[]::new));
        }
    }

    private static Map<String, Object> scale(Kind kind, Map<String, Object> object) {
        Map<String, Object> old = Json.part(object.get("metadata"));
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (String field : List.of("name", "namespace", "uid", "resourceVersion")) {
            Trees.text(old, field).ifPresent(value -> metadata.put(field, value));
        }
        metadata.put("creationTimestamp", old.get("creationTimestamp"));
        Scaling scaling = kind.scaling();
        Object wanted =
                Trees.value(object, Scaling.steps(scaling.spec()))
                        .orElseThrow(
                                () ->
                                        ApiError.internal(
                                                "the spec replicas field \"%s\" does not exist"
                                                        .formatted(scaling.spec())));
        Map<String, Object> status =
                tree("replicas", Trees.value(object, Scaling.steps(scaling.status())).orElse(0L));
        if (!scaling.selector().isEmpty()) {
            String selector = selector(object, Scaling.steps(scaling.selector()));
            if (!selector.isEmpty()) {
                status.put("selector", selector);
            }
        }
        return tree(
                "kind",
                "Scale",
                "apiVersion",
                API_VERSION,
                "metadata",
                metadata,
                "spec",
                tree("replicas", wanted),
                "status",
                status);
    }

    private static String selector(Map<String, Object> object, String... path) {
        Object selector = Trees.value(object, path).orElse("");
        if (selector instanceof String text) {
            return text;
        }
        List<String> terms = new ArrayList<>();
        Map<String, Object> tree = Json.part(selector);
        new TreeMap<>(Json.part(tree.get("matchLabels")))
                .forEach((key, value) -> terms.add(key + "=" + value));
        for (Map<String, Object> term : Trees.objects(tree, "matchExpressions")) {
            terms.add(
                    "%s %s (%s)"
                            .formatted(
                                    term.get("key"),
                                    ("" + term.get("operator")).toLowerCase(Locale.ROOT),
                                    String.join(",", Trees.texts(term.get("values")))));
        }
        return String.join(",", terms);
    }

    private static Map<String, Object> with(
            Map<String, Object> object, List<String> path, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(object);
        String first = path.get(0);
        copy.put(
                first,
                path.size() == 1
                        ? value
                        : with(Json.part(object.get(first)), path.subList(1, path.size()), value));
        return copy;
    }
}
