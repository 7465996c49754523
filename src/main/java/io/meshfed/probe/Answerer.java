package io.meshfed.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.meshfed.report.SafeText;
import java.io.IOException;

/**
 * Who answered, as the answer itself says: safe to print, each at most 63 characters, empty where
 * it does not say.
 */
public record Answerer(String mesh, String version, String cluster) {

    public static final Answerer UNKNOWN = new Answerer("", "", "");

    /** As long as a DNS label may be; names of meshes and clusters are not longer. */
    private static final int LONGEST = 63;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(100).build())
                    .build();

    public Answerer {
        requireNonNull(mesh);
        requireNonNull(version);
        requireNonNull(cluster);
    }

    /** Reads the top-level strings {@code mesh}, {@code version} and {@code cluster}. */
    static Answerer of(byte[] body) {
        try (JsonParser json = FACTORY.createParser(body)) {
            return json.nextToken() == JsonToken.START_OBJECT ? read(json) : UNKNOWN;
        } catch (IOException noJson) {
            return UNKNOWN;
        }
    }

    private static Answerer read(JsonParser json) throws IOException {
        Answerer found = UNKNOWN;
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                found = found.with(key, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return json.currentToken() == JsonToken.END_OBJECT ? found : UNKNOWN;
    }

    private Answerer with(String key, String value) {
        return switch (key) {
            case "mesh" -> new Answerer(safe(value), version, cluster);
            case "version" -> new Answerer(mesh, safe(value), cluster);
            case "cluster" -> new Answerer(mesh, version, safe(value));
            default -> this;
        };
    }

    private static String safe(String hostile) {
        return SafeText.whole(hostile.length() > LONGEST ? hostile.substring(0, LONGEST) : hostile);
    }
}
