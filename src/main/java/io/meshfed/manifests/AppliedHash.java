package io.meshfed.manifests;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The same for equal trees, whatever the order of their keys. */
final class AppliedHash {

    private static final int DIGITS = 32;

    private final MessageDigest digest;

    private AppliedHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String of(Object tree) {
        AppliedHash hash = new AppliedHash();
        hash.add(tree);
        return HexFormat.of().formatHex(hash.digest.digest()).substring(0, DIGITS);
    }

    /** With sizes and types, so that no two trees give the same bytes. */
    private void add(Object value) {
        if (value instanceof Map<?, ?> map) {
            TreeMap<String, Object> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(String.valueOf(key), element));
            say("{" + sorted.size());
            sorted.forEach(
                    (key, element) -> {
                        text(key);
                        add(element);
                    });
        } else if (value instanceof List<?> list) {
            say("[" + list.size());
            list.forEach(this::add);
        } else if (value instanceof String text) {
            text(text);
        } else {
            say("=" + value + ";");
        }
    }

    private void text(String text) {
        say("\"" + text.length() + ":" + text);
    }

    private void say(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
