package io.meshfed.sandbox.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One place where two answers differ.
 *
 * @param path as in {@code metadata.managedFields[0].subresource}; {@code head} before the body
 * @param real what the real server says there, as JSON; empty when it says nothing
 * @param sandbox what the sandbox says there
 */
record Delta(String path, String real, String sandbox) {

    static List<Delta> between(Exchange.Answer real, Exchange.Answer sandbox) {
        List<Delta> deltas = new ArrayList<>();
        if (!real.head().equals(sandbox.head())) {
            deltas.add(new Delta("head", real.head(), sandbox.head()));
        }
        compare("", real.body(), sandbox.body(), deltas);
        return deltas;
    }

    private static void compare(String path, Object real, Object sandbox, List<Delta> deltas) {
        if (real instanceof Map<?, ?> a && sandbox instanceof Map<?, ?> b) {
            Set<Object> keys = new LinkedHashSet<>(a.keySet());
            keys.addAll(b.keySet());
            for (Object key : keys) {
                String below = path.isEmpty() ? "" + key : path + "." + key;
                if (a.containsKey(key) && b.containsKey(key)) {
                    compare(below, a.get(key), b.get(key), deltas);
                } else {
                    deltas.add(new Delta(below, shown(a, key), shown(b, key)));
                }
            }
        } else if (real instanceof List<?> a
                && sandbox instanceof List<?> b
                && a.size() == b.size()) {
            for (int i = 0; i < a.size(); i++) {
                compare(path + "[" + i + "]", a.get(i), b.get(i), deltas);
            }
        } else {
            String expected = Json.write(Exchange.sorted(real));
            String actual = Json.write(Exchange.sorted(sandbox));
            if (!expected.equals(actual)) {
                deltas.add(new Delta(path, expected, actual));
            }
        }
    }

    private static String shown(Map<?, ?> map, Object key) {
        return map.containsKey(key) ? Json.write(Exchange.sorted(map.get(key))) : "";
    }

    @Override
    public String toString() {
        return "%s: real %s, sandbox %s".formatted(path, real, sandbox);
    }
}
