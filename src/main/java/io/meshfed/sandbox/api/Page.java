package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A part of a list, as {@code limit} and {@code continue} ask for it. */
record Page(List<Map<String, Object>> objects, Map<String, Object> metadata) {

    /**
     * Where a list goes on, and at which moment: later pages show what the first one could see.
     *
     * @param revision 0 for now
     * @param after the place of the last object that was told; empty for the beginning
     */
    private record Token(long revision, String after) {

        private static final String VERSION = "meta.k8s.io/v1";

        static Token read(String text) {
            if (text.isEmpty()) {
                return new Token(0, "");
            }
            try {
                byte[] decoded = Base64.getUrlDecoder().decode(text);
                Map<String, Object> tree = Json.object(decoded);
                if (VERSION.equals(tree.get("v")) && tree.get("rv") instanceof Long revision) {
                    return new Token(revision, Trees.text(tree, "start").orElse(""));
                }
                throw ApiError.badRequest(
                        "invalid continue token: continue key is not valid: server does not recognize this encoded version \"%s\""
                                .formatted(tree.get("v")));
            } catch (IllegalArgumentException | IOException notOurs) {
                throw ApiError.badRequest(
                        "invalid continue token: continue key is not valid: it was not made by this server");
            }
        }

        String write() {
            byte[] json = Json.bytes(Discovery.tree("v", VERSION, "rv", revision, "start", after));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
        }
    }

    static Page of(
            Request request,
            Storage storage,
            Key collection,
            Predicate<Map<String, Object>> selected) {
        Token token = Token.read(request.parameter("continue"));
        boolean cached = request.parameter("resourceVersion").equals("0");
        checkVersion(request);
        Storage.Snapshot snapshot = snapshot(token, storage, collection);
        List<Map<String, Object>> rest =
                snapshot.objects().stream()
                        .filter(object -> place(object).compareTo(token.after()) > 0)
                        .filter(selected)
                        .toList();
        // From its cache a server tells all at once.
        long limit = cached ? 0 : number(request.parameter("limit"));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resourceVersion", String.valueOf(snapshot.revision()));
        if (limit <= 0 || rest.size() <= limit) {
            return new Page(rest, metadata);
        }
        List<Map<String, Object>> page = rest.subList(0, (int) limit);
        String last = place(page.get(page.size() - 1));
        metadata.put("continue", new Token(snapshot.revision(), last).write());
        if (request.parameter("labelSelector").isEmpty()
                && request.parameter("fieldSelector").isEmpty()) {
            metadata.put("remainingItemCount", (long) rest.size() - limit);
        }
        return new Page(page, metadata);
    }

    private static Storage.Snapshot snapshot(Token token, Storage storage, Key collection) {
        if (token.revision() == 0) {
            return storage.list(collection.collection(), collection.namespace());
        }
        return storage.listAt(token.revision(), collection)
                .orElseThrow(
                        () ->
                                ApiError.expiredList(
                                        new Token(storage.revision(), token.after()).write()));
    }

    private static void checkVersion(Request request) {
        boolean versioned = !request.parameter("resourceVersion").isEmpty();
        if (!request.parameter("resourceVersionMatch").isEmpty() && !versioned) {
            throw ApiError.invalidOptions(
                    "ListOptions",
                    List.of(
                            Cause.forbidden(
                                    "resourceVersionMatch",
                                    "resourceVersionMatch is forbidden unless resourceVersion is provided")));
        }
        boolean continues = !request.parameter("continue").isEmpty();
        if (continues && revision(request) != 0) {
            throw ApiError.badRequest(
                    "specifying resource version is not allowed when using continue");
        }
        revision(request);
    }

    /** The version that a request names, 0 for none. */
    static long revision(Request request) {
        String text = request.parameter("resourceVersion");
        try {
            return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
        } catch (NumberFormatException notANumber) {
            throw ApiError.unnamed(
                    "resourceVersion: Invalid value: %s: strconv.ParseUint: parsing %s: invalid syntax"
                            .formatted(Json.write(text), Json.write(text)));
        }
    }

    static long number(String text) {
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw ApiError.badRequest(
                    "strconv.ParseInt: parsing %s: invalid syntax".formatted(Json.write(text)));
        }
    }

    /** Sorts as the storage does: a zero byte comes before all that a name may hold. */
    private static String place(Map<String, Object> object) {
        return Trees.text(object, "metadata", "namespace").orElse("")
                + '\0'
                + Trees.text(object, "metadata", "name").orElse("");
    }
}
