package io.meshfed.lint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of Tekton's types, as its API of v1 (StepAction: v1beta1) has them. What Kubernetes
 * itself defines is known as deep as steps usually go.
 */
final class Shapes {

    private static final String OTHERS = "*";
    private static final String ASKED_FOR = "!";
    private static final Map<String, List<String>> REQUIRED = new HashMap<>();
    private static final Map<String, Map<String, String>> TYPES = read();

    private Shapes() {}

    static boolean known(String type) {
        return TYPES.containsKey(type);
    }

    /** The type of a field; empty when the type has no such field. */
    static String field(String type, String field) {
        Map<String, String> fields = TYPES.get(type);
        return fields.getOrDefault(field, fields.getOrDefault(OTHERS, ""));
    }

    /** The fields without which the CRDs refuse a value of the type. */
    static List<String> required(String type) {
        return REQUIRED.get(type);
    }

    static List<String> fields(String type) {
        return TYPES.get(type).keySet().stream().filter(field -> !field.equals(OTHERS)).toList();
    }

    private static Map<String, Map<String, String>> read() {
        Map<String, Map<String, String>> types = new HashMap<>();
        try (InputStream in = Shapes.class.getResourceAsStream("shapes.txt");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] words = line.split(" ");
                    types.put(words[0], fields(words));
                }
            }
            return types;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> fields(String... words) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            int colon = words[i].indexOf(':');
            String name = words[i].substring(0, colon);
            String bare = name.replace(ASKED_FOR, "");
            if (!bare.equals(name)) {
                required.add(bare);
            }
            fields.put(bare, words[i].substring(colon + 1));
        }
        REQUIRED.put(words[0], List.copyOf(required));
        return fields;
    }
}
