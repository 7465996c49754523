package io.meshfed.sandbox.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads what clients send: JSON, YAML, or the protobuf envelope of typed clients. */
final class Bodies {

    private Bodies() {}

    static Map<String, Object> object(Request request) {
        return switch (request.contentType()) {
            case ProtobufEnvelope.MEDIA_TYPE -> ProtobufEnvelope.decode(request.body());
            case "application/yaml" -> yaml(request.body());
            case "application/json", "" -> json(request.body());
            default ->
                    throw ApiError.unsupportedMediaType(
                            "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf");
        };
    }

    /** What is to be applied: YAML, and JSON is YAML. */
    static Map<String, Object> applied(Request request) {
        return first(request.body()) == '{' ? json(request.body()) : yaml(request.body());
    }

    static Map<String, Object> json(byte[] body) {
        try {
            return Json.object(body);
        } catch (IOException broken) {
            throw ApiError.badRequest(
                    "couldn't get version/kind; json parse error: the body is no JSON object");
        }
    }

    static List<Object> operations(byte[] body) {
        try {
            return Json.array(body);
        } catch (IOException broken) {
            throw ApiError.badRequest("error decoding patch: it is not a JSON array");
        }
    }

    private static Map<String, Object> yaml(byte[] body) {
        try {
            Load load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
            Object tree = load.loadFromInputStream(new ByteArrayInputStream(body));
            if (Json.copy(tree) instanceof Map<?, ?> map) {
                return Json.part(map);
            }
            throw ApiError.badRequest("error decoding YAML: it is not an object");
        } catch (YamlEngineException broken) {
            throw ApiError.badRequest("error decoding YAML: " + broken.getMessage());
        }
    }

    private static int first(byte[] body) {
        for (byte b : body) {
            if (!Character.isWhitespace(b)) {
                return b;
            }
        }
        return -1;
    }
}
