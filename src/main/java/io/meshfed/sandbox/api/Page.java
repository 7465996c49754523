package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a list, as {@code limit} and {@code continue} ask for it. */
record Page(List<Map<String, Object>> objects, Map<String, Object> metadata) {

    static Page of(List<Map<String, Object>> all, Request request, long revision) {
        String after = after(request.parameter("continue"));
        List<Map<String, Object>> rest =
                all.stream().filter(object -> place(object).compareTo(after) > 0).toList();
        int limit = number(request.parameter("limit"));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resourceVersion", String.valueOf(revision));
        if (limit <= 0 || rest.size() <= limit) {
            return new Page(rest, metadata);
        }
        List<Map<String, Object>> page = rest.subList(0, limit);
        byte[] last = place(page.get(limit - 1)).getBytes(StandardCharsets.UTF_8);
        metadata.put("continue", Base64.getUrlEncoder().withoutPadding().encodeToString(last));
        metadata.put("remainingItemCount", (long) rest.size() - limit);
        return new Page(page, metadata);
    }

    /** Sorts as the storage does: a zero byte comes before all that a name may hold. */
    private static String place(Map<String, Object> object) {
        return Trees.text(object, "metadata", "namespace").orElse("")
                + '\0'
                + Trees.text(object, "metadata", "name").orElse("");
    }

    private static String after(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw ApiError.badRequest("continue key is not valid: it was not made by this server");
        }
    }

    private static int number(String text) {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw ApiError.badRequest("limit: invalid number \"%s\"".formatted(text));
        }
    }
}
