package io.meshfed.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Looks for canaries: eight characters in a row of one as it is, in base64 at any offset, or in a
 * URL; sixteen digits of it in hexadecimal. Knows nothing of how the program hides them.
 */
final class CanarySearch {

    private static final int PART = 8;

    private final Map<String, String> parts = new HashMap<>();
    private final Map<String, String> hexParts = new HashMap<>();

    void add(String kind, String canary) {
        byte[] bytes = canary.getBytes(StandardCharsets.UTF_8);
        add(parts, PART, kind + ", as it is", canary);
        add(parts, PART, kind + ", in a URL", URLEncoder.encode(canary, StandardCharsets.UTF_8));
        for (int offset = 0; offset < 3; offset++) {
            String base64 =
                    Base64.getEncoder()
                            .encodeToString(
                                    ("x".repeat(offset) + canary).getBytes(StandardCharsets.UTF_8));
            String own = base64.substring(offset == 0 ? 0 : 4, base64.length() - 4);
            add(parts, PART, kind + ", in base64", own);
        }
        add(hexParts, 2 * PART, kind + ", in hex", HexFormat.of().formatHex(bytes));
        add(hexParts, 2 * PART, kind + ", in hex", HexFormat.of().withUpperCase().formatHex(bytes));
    }

    private static void add(Map<String, String> parts, int length, String kind, String form) {
        for (int at = 0; at + length <= form.length(); at++) {
            parts.put(form.substring(at, at + length), kind);
        }
    }

    /** What was found, and where; empty when all is well. */
    List<String> in(String text) {
        List<String> found = new ArrayList<>();
        for (int at = 0; at + PART <= text.length(); at++) {
            String kind = parts.get(text.substring(at, at + PART));
            String hex = hexParts.get(text.substring(at, Math.min(text.length(), at + 2 * PART)));
            if (kind != null || hex != null) {
                int from = Math.max(0, at - 60);
                found.add(
                        (kind == null ? hex : kind)
                                + ": ..."
                                + text.substring(from, Math.min(text.length(), at + 20)));
                at += 40;
            }
        }
        return found;
    }
}
