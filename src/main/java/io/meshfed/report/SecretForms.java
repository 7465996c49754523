package io.meshfed.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a secret looks like when somebody repeats it: as it is, and encoded. */
final class SecretForms {

    private final String content;
    private final byte[] bytes;

    SecretForms(String secret) {
        this.content = PemText.is(secret) ? PemText.secretOf(secret) : secret;
        this.bytes = content.getBytes(StandardCharsets.UTF_8);
    }

    Set<String> hex() {
        HexFormat hex = HexFormat.of();
        return new LinkedHashSet<>(
                List.of(hex.formatHex(bytes), hex.withUpperCase().formatHex(bytes)));
    }

    Set<String> text() {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(content);
        forms.add(content.replaceAll("\\s", ""));
        String url = URLEncoder.encode(content, StandardCharsets.UTF_8);
        forms.add(url);
        forms.add(url.replace("+", "%20"));
        forms.add(lowerCase(url));
        for (int offset = 0; offset < 3; offset++) {
            String base64 = base64(bytes, offset);
            forms.add(base64);
            forms.add(base64.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }

    /**
     * The part of the base64 of a longer text that these bytes alone decide.
     *
     * @param offset how many bytes stand before them, by three
     */
    private static String base64(byte[] bytes, int offset) {
        byte[] shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = (offset * 8 + 5) / 6;
        int decided = shifted.length * 8 / 6;
        return decided <= first ? "" : text.substring(first, decided);
    }

    /** Some write {@code %3d} for {@code %3D}. */
    private static String lowerCase(String url) {
        return Pattern.compile("%..")
                .matcher(url)
                .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
    }
}
