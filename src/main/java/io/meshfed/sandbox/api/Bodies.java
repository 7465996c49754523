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
        if (request.contentType().equals(ProtobufEnvelope.MEDIA_TYPE)) {
            return ProtobufEnvelope.decode(request.body());
        }
        byte[] body = request.body();
        return first(body) == '{' ? json(body) : yaml(request);
    }

    static Map<String, Object> json(byte[] body) {
        try {
            return Json.object(body);
        } catch (IOException broken) {
            throw ApiError.badRequest("error decoding the request body: it is not a JSON object");
        }
    }

    static List<Object> operations(byte[] body) {
        try {
            return Json.array(body);
        } catch (IOException broken) {
            throw ApiError.badRequest("error decoding patch: it is not a JSON array");
        }
    }

    private static Map<String, Object> yaml(Request request) {
        boolean json = request.contentType().equals("application/json");
        if (json || request.body().length == 0) {
            throw ApiError.badRequest(
                    "couldn't get version/kind; json parse error: the body is not a JSON object");
        }
        try {
            Load load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
            Object tree = load.loadFromInputStream(new ByteArrayInputStream(request.body()));
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
