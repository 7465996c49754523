package io.meshfed.sandbox.attach;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All objects of one kind at one moment.
 *
 * @param version from which a watch goes on
 */
record Listing(List<Map<String, Object>> objects, String version) {

    private static final int PAGE = 500;

    /** In pages. Empty when the kind is not served. */
    static Optional<Listing> of(RestApi api, ResourceType type) {
        List<Map<String, Object>> objects = new ArrayList<>();
        String next = "";
        while (true) {
            String query = "?limit=" + PAGE + (next.isEmpty() ? "" : "&continue=" + next);
            Answer answer = api.get(RestApi.collection(type, "") + query);
            if (answer.missing()) {
                return Optional.empty();
            }
            if (answer.status() == Answer.GONE && !next.isEmpty()) {
                // The rest of the list is history by now: from the beginning.
                objects.clear();
                next = "";
                continue;
            }
            Map<String, Object> page = answer.requireOk().tree();
            for (Map<String, Object> item : Trees.objects(page, "items")) {
                item.put("apiVersion", type.apiVersion());
                item.put("kind", type.kind());
                objects.add(item);
            }
            next =
                    URLEncoder.encode(
                            Trees.text(page, "metadata", "continue").orElse(""),
                            StandardCharsets.UTF_8);
            if (next.isEmpty()) {
                return Optional.of(
                        new Listing(
                                objects,
                                Trees.text(page, "metadata", "resourceVersion").orElse("")));
            }
        }
    }
}
