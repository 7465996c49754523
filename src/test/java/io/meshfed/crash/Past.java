package io.meshfed.crash;

import io.meshfed.cluster.WiredSessions.Answer;
import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.DirectApi;
import io.meshfed.sandbox.api.DirectApi.Stored;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a read of one thing would have shown earlier: the object, or all objects of a list. */
record Past(DirectApi api, String key, String selector) {

    private static final Pattern SELECTOR = Pattern.compile("labelSelector=([^&]*)");

    /**
     * @param request a read of objects
     */
    static Past of(DirectApi api, Sent request) {
        Matcher selector = SELECTOR.matcher(request.path());
        return new Past(
                api,
                DirectApi.keyOf(request.path()).orElse(""),
                selector.find()
                        ? URLDecoder.decode(selector.group(1), StandardCharsets.UTF_8)
                        : "");
    }

    private boolean list() {
        return key.endsWith("/");
    }

    /** In order. */
    List<Stored> changes() {
        return key.isEmpty()
                ? List.of()
                : api.history().stream()
                        .filter(
                                change ->
                                        list()
                                                ? change.key().startsWith(key) && selected(change)
                                                : change.key().equals(key))
                        .toList();
    }

    private boolean selected(Stored change) {
        Map<String, Object> object = change.after().isEmpty() ? change.before() : change.after();
        Map<String, Object> labels =
                Trees.object(Trees.value(object, "metadata", "labels").orElse(Map.of()));
        for (String wanted : selector.isEmpty() ? new String[0] : selector.split(",")) {
            // A label alone asks for whatever it says.
            String[] pair = wanted.split("=");
            Object there = labels.get(pair[0]);
            if (there == null || pair.length > 1 && !pair[1].equals(there)) {
                return false;
            }
        }
        return true;
    }

    /** The answer as it was before the last so many changes. */
    Answer before(int changes, Answer now, Line line, Sent request) {
        List<Stored> all = changes();
        List<Stored> undone = all.subList(all.size() - changes, all.size());
        if (!list()) {
            Map<String, Object> object = undone.get(0).before();
            return object.isEmpty()
                    ? FaultKind.missing(request, line)
                    : new Answer(200, now.headers(), DirectApi.bytes(object));
        }
        Map<String, Map<String, Object>> items = new TreeMap<>();
        for (Stored each : all) {
            set(items, each.key(), each.after());
        }
        List<Stored> back = new ArrayList<>(undone);
        Collections.reverse(back);
        back.forEach(each -> set(items, each.key(), each.before()));
        return new Answer(
                now.status(), now.headers(), DirectApi.listWith(now.body(), items.values()));
    }

    private static void set(
            Map<String, Map<String, Object>> items, String key, Map<String, Object> object) {
        if (object.isEmpty()) {
            items.remove(key);
        } else {
            items.put(key, object);
        }
    }
}
