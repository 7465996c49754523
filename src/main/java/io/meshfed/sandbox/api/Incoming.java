package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Checks what clients send before it touches what is stored. */
final class Incoming {

    /** Letters and digits that generated names are made of: none that spell words. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private Incoming() {}

    /** A new object with its name and namespace. */
    static Map<String, Object> created(Target target, Map<String, Object> body) {
        TypeCheck.check(target, body);
        checkNamespace(target, body);
        Map<String, Object> named = new LinkedHashMap<>(accepted(target, body));
        Map<String, Object> metadata = Json.part(body.get("metadata"));
        String name = text(body, "name");
        if (name.isEmpty() && !text(body, "generateName").isEmpty()) {
            name = text(body, "generateName") + randomSuffix();
        }
        if (name.isEmpty()) {
            throw ApiError.invalid(
                    target.kind(),
                    "",
                    List.of(Cause.required("metadata.name", "name or generateName is required")));
        }
        metadata.put("name", name);
        named.put("metadata", metadata);
        return named;
    }

    static void checkNew(Map<String, Object> body) {
        if (!text(body, "resourceVersion").isEmpty()) {
            throw ApiError.unnamed("resourceVersion should not be set on objects to be created");
        }
    }

    /** A PUT or patched object is the one that the URL names. */
    static void checkIdentity(Target target, Map<String, Object> body) {
        TypeCheck.check(target, body);
        String name = text(body, "name");
        if (name.isEmpty()) {
            throw ApiError.badRequest(
                    "the name of the object (%s based on URL) was undeterminable: name must be provided"
                            .formatted(target.name()));
        }
        if (!name.equals(target.name())) {
            throw ApiError.badRequest(
                    "the name of the object (%s) does not match the name on the URL (%s)"
                            .formatted(name, target.name()));
        }
        checkRequestNamespace(target, body);
    }

    /** Custom resources are only replaced by those who know the version they replace. */
    static void checkConditional(Target target, Map<String, Object> body) {
        String version = text(body, "resourceVersion");
        if (conditional(target.kind()) && List.of("", "0").contains(version)) {
            throw ApiError.invalidPlural(
                    target.kind(),
                    target.name(),
                    List.of(
                            Cause.invalid(
                                    "metadata.resourceVersion",
                                    "0x0",
                                    "must be specified for an update")));
        }
    }

    /** Kinds that are only replaced by those who know the version that they replace. */
    private static boolean conditional(Kind kind) {
        return kind.custom() || kind.type().group().equals("coordination.k8s.io");
    }

    /** A PUT with a UID means that very object. */
    static void checkReplaced(
            Target target, Map<String, Object> live, Map<String, Object> desired) {
        String uid = text(desired, "uid");
        if (!uid.isEmpty() && !uid.equals(text(live, "uid"))) {
            String group = target.kind().type().group();
            String place = target.namespace().isEmpty() ? "" : target.namespace() + "/";
            throw ApiError.conflict(
                    target.kind(),
                    target.name(),
                    "StorageError: invalid object, Code: 4, Key: /registry/%s%s/%s%s, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(
                                    target.kind().custom() ? group + "/" : "",
                                    target.kind().type().plural(),
                                    place,
                                    target.name(),
                                    uid,
                                    text(live, "uid")));
        }
    }

    /** A UID or resourceVersion in a patch must be that of the stored object. */
    static void checkPreconditions(
            Target target, Map<String, Object> live, Map<String, Object> desired) {
        String uid = text(desired, "uid");
        if (!uid.isEmpty() && live.isEmpty()) {
            throw ApiError.conflict(
                    target.kind(),
                    target.name(),
                    "uid mismatch: the provided object specified uid %s, and no existing object was found"
                            .formatted(uid));
        }
        String version = text(desired, "resourceVersion");
        checkVersion(version);
        boolean stale = !version.equals(text(live, "resourceVersion")) && !version.equals("0");
        if (!version.isEmpty() && stale && !live.isEmpty()) {
            throw ApiError.conflict(
                    target.kind(),
                    target.name(),
                    "the object has been modified; please apply your changes to the latest version and try again");
        }
        if (!uid.isEmpty() && !uid.equals(text(live, "uid"))) {
            Cause immutable = Cause.invalid("metadata.uid", Json.write(uid), "field is immutable");
            throw ApiError.invalid(target.kind(), target.name(), List.of(immutable));
        }
    }

    private static void checkVersion(String version) {
        if (!version.matches("\\d*")) {
            throw ApiError.unnamed(
                    "strconv.ParseUint: parsing %s: invalid syntax".formatted(Json.write(version)));
        }
    }

    /** The object without fields that its kind does not know; in strict mode those are refused. */
    static Map<String, Object> accepted(Target target, Map<String, Object> body) {
        SchemaCheck check = new SchemaCheck();
        Map<String, Object> pruned =
                check.prune(target.kind().schema(), withNamespace(target, body));
        if (target.options().strict() && !check.unknown().isEmpty()) {
            String unknown =
                    String.join(
                            ", ",
                            check.unknown().stream()
                                    .map(field -> "unknown field \"" + field + "\"")
                                    .toList());
            throw ApiError.badRequest(
                    target.kind().custom()
                            ? "strict decoding error: " + unknown
                            : "%s in version \"%s\" cannot be handled as a %s: strict decoding error: %s"
                                    .formatted(
                                            target.kind().type().kind(),
                                            target.kind().type().version(),
                                            target.kind().type().kind(),
                                            unknown));
        }
        return pruned;
    }

    static void validate(Target target, Map<String, Object> live, Map<String, Object> object) {
        Kind kind = target.kind();
        List<Cause> causes = MetadataCheck.causes(kind, live, object);
        List<Cause> content = new SchemaCheck().validate(kind.schema(), object);
        if (!kind.custom() && !content.isEmpty()) {
            Cause first = content.get(0);
            throw ApiError.badRequest(
                    "%s in version \"%s\" cannot be handled as a %s: %s: %s"
                            .formatted(
                                    kind.type().kind(),
                                    kind.type().version(),
                                    kind.type().kind(),
                                    first.field(),
                                    first.message()));
        }
        causes.addAll(content);
        causes.addAll(ContentCheck.causes(kind, live, object));
        if (Definition.defines(kind)) {
            causes.addAll(DefinitionCheck.causes(new Definition(object)));
        }
        if (!causes.isEmpty()) {
            throw ApiError.invalid(kind, text(object, "name"), causes);
        }
    }

    private static Map<String, Object> withNamespace(Target target, Map<String, Object> body) {
        Map<String, Object> complete = new LinkedHashMap<>(body);
        complete.put("apiVersion", target.kind().type().apiVersion());
        complete.put("kind", target.kind().type().kind());
        Map<String, Object> metadata = Json.part(body.get("metadata"));
        if (target.kind().type().namespaced()) {
            metadata.put("namespace", target.namespace());
        }
        if (!target.name().isEmpty()) {
            metadata.put("name", target.name());
        }
        complete.put("metadata", metadata);
        return complete;
    }

    private static void checkNamespace(Target target, Map<String, Object> body) {
        String namespace = text(body, "namespace");
        if (!namespace.isEmpty() && !namespace.equals(target.namespace())) {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    static void checkRequestNamespace(Target target, Map<String, Object> body) {
        String namespace = text(body, "namespace");
        if (!namespace.isEmpty() && !namespace.equals(target.namespace())) {
            throw ApiError.badRequest(
                    "the namespace of the object (%s) does not match the namespace on the request (%s)"
                            .formatted(namespace, target.namespace()));
        }
    }

    static String text(Map<String, Object> object, String field) {
        Optional<String> text = Trees.text(object, "metadata", field);
        return text.orElse("");
    }

    private static String randomSuffix() {
        StringBuilder suffix = new StringBuilder();
        ThreadLocalRandom.current()
                .ints(5, 0, ALPHABET.length())
                .forEach(index -> suffix.append(ALPHABET.charAt(index)));
        return suffix.toString();
    }
}
