package io.meshfed.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a redactor lets no secret through that it learned")
class RedactorTest {

    private static final long SEED = Long.getLong("meshfed.seed", 20_260_118L);
    private static final String LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/=";
    private static final String ANY = LETTERS + " \"\\'%&<>:;,\t\n\u00e4\u20ac{}";

    @Test
    @DisplayName(
            "for any secret and any text around it: not as it is, not encoded, not eight characters of it")
    void property() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            String secret = text(random, i % 2 == 0 ? LETTERS : ANY, 4 + random.nextInt(60));
            Redactor redactor = new Redactor();
            redactor.learn(text(random, LETTERS, 30));
            redactor.learn(secret);
            for (String form : forms(secret)) {
                String before = text(random, "#!$", random.nextInt(5));
                String safe = redactor.of(before + form + text(random, "#!$", random.nextInt(5)));
                requireHidden(secret, form, safe);
            }
        }
    }

    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String part = secret.substring(secret.length() / 4);
        return List.of(
                secret,
                part.length() >= Redactor.TOO_MANY ? part : secret,
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                Base64.getEncoder()
                        .encodeToString(("Bearer" + secret).getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder()
                        .encodeToString(("u:" + secret).getBytes(StandardCharsets.UTF_8)),
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                HexFormat.of().formatHex(bytes));
    }

    private static void requireHidden(String secret, String form, String safe) {
        String told = "seed %d, secret %s as %s: %s".formatted(SEED, secret, form, safe);
        assertFalse(safe.contains(secret), told);
        assertFalse(form.length() > 11 && safe.contains(form), told);
        for (int at = 0; at + Redactor.TOO_MANY <= secret.length(); at++) {
            assertFalse(safe.contains(secret.substring(at, at + Redactor.TOO_MANY)), told);
        }
    }

    @Test
    @DisplayName("a text without a secret is the same text")
    void innocent() {
        Redactor redactor = new Redactor();
        redactor.learn("s3cr3t-t0k3n");
        String text = "cluster 'aro': no namespace 'istio-system', s3cr3t";

        assertSame(text, redactor.of(text));
        assertEquals("say (secret)!", redactor.of("say s3cr3t-t0k3n!"));
    }

    @Test
    @DisplayName("a key is hidden line by line; the names around it are not")
    void key() {
        Redactor redactor = new Redactor();
        redactor.learn(
                "-----BEGIN PRIVATE KEY-----\n"
                        + "A".repeat(36)
                        + "q".repeat(28)
                        + "\nzyxwvutsrq\n-----END PRIVATE KEY-----\n");

        assertEquals("a PRIVATE KEY (secret)", redactor.of("a PRIVATE KEY zyxwvutsr"));
    }

    @Test
    @DisplayName("JSON stays JSON, whatever the secret looks like")
    void json() throws Exception {
        Random random = new Random(SEED);
        ObjectMapper mapper = new ObjectMapper();
        for (int i = 0; i < 5_000; i++) {
            String secret = text(random, "\\\"nu0041ab", 8 + random.nextInt(12));
            Redactor redactor = new Redactor();
            redactor.learn(secret);
            String value =
                    text(random, "\\\"\n", random.nextInt(3))
                            + secret.substring(random.nextInt(4))
                            + "\n";
            String json = mapper.writeValueAsString(Map.of("key", value));

            String safe = redactor.ofEncoded(json);
            assertEquals(1, mapper.readTree(safe).size(), safe);
        }
    }

    private static String text(Random random, String letters, int length) {
        return random.ints(length, 0, letters.length())
                .mapToObj(at -> letters.substring(at, at + 1))
                .collect(Collectors.joining());
    }
}
