package io.meshfed.sandbox.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Decodes what newer kubectl sends for {@code kubectl create configmap|secret|namespace|
 * serviceaccount}: protobuf in an envelope that begins with "k8s" and a zero. It does not fall back
 * to JSON when protobuf is refused. Other kinds are refused with 415.
 */
final class ProtobufEnvelope {

    static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = {'k', '8', 's', 0};

    /** Field numbers of ObjectMeta that a client sets. */
    private static final Map<Integer, String> METADATA =
            Map.of(1, "name", 2, "generateName", 3, "namespace", 5, "uid", 6, "resourceVersion");

    private ProtobufEnvelope() {}

    static Map<String, Object> decode(byte[] body) {
        if (body.length < MAGIC.length || !Arrays.equals(body, 0, 4, MAGIC, 0, 4)) {
            throw ApiError.badRequest("the protobuf body does not begin with the k8s envelope");
        }
        try {
            Message envelope = new Message(body, MAGIC.length, body.length);
            Message type = envelope.message(1);
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("apiVersion", type.text(1));
            object.put("kind", type.text(2));
            content(type.text(2), envelope.message(2), object);
            return object;
        } catch (IndexOutOfBoundsException broken) {
            throw ApiError.badRequest("the protobuf body is broken off");
        }
    }

    private static void content(String kind, Message content, Map<String, Object> object) {
        object.put("metadata", metadata(content.message(1)));
        switch (kind) {
            case "Namespace", "ServiceAccount" -> {
                // metadata is all that a client says
            }
            case "ConfigMap" -> {
                content.map(2).forEach((k, v) -> put(object, "data", k, v.text(2)));
                content.map(3).forEach((k, v) -> put(object, "binaryData", k, v.base64(2)));
            }
            case "Secret" -> {
                content.map(2).forEach((k, v) -> put(object, "data", k, v.base64(2)));
                content.map(4).forEach((k, v) -> put(object, "stringData", k, v.text(2)));
                if (!content.text(3).isEmpty()) {
                    object.put("type", content.text(3));
                }
            }
            case "SelfSubjectAccessReview" -> object.put("spec", review(content.message(2)));
            case "SelfSubjectRulesReview" -> {
                object.put("spec", Map.of("namespace", content.message(2).text(1)));
            }
            case "DeleteOptions", "SelfSubjectReview" -> {
                // nothing in it that matters here
            }
            default ->
                    throw ApiError.unsupportedMediaType(
                            "the sandbox reads %s as JSON or YAML, not as protobuf"
                                    .formatted(kind));
        }
    }

    private static Map<String, Object> metadata(Message message) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        METADATA.forEach(
                (number, field) -> {
                    if (!message.text(number).isEmpty()) {
                        metadata.put(field, message.text(number));
                    }
                });
        message.map(11).forEach((k, v) -> put(metadata, "labels", k, v.text(2)));
        message.map(12).forEach((k, v) -> put(metadata, "annotations", k, v.text(2)));
        return metadata;
    }

    private static Map<String, Object> review(Message spec) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        List<String> fields =
                List.of("namespace", "verb", "group", "version", "resource", "subresource", "name");
        for (int i = 0; i < fields.size(); i++) {
            attributes.put(fields.get(i), spec.message(1).text(i + 1));
        }
        return Map.of("resourceAttributes", attributes);
    }

    private static void put(Map<String, Object> object, String field, String key, String value) {
        Map<String, Object> map = Json.part(object.get(field));
        map.put(key, value);
        object.put(field, map);
    }

    /** A message as its length-delimited fields; numbers are skipped, nothing here needs them. */
    private static final class Message {

        private final Map<Integer, List<byte[]>> fields = new LinkedHashMap<>();
        private final byte[] bytes;
        private int at;

        Message(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.at = from;
            while (at < to) {
                long tag = varint();
                switch ((int) tag & 7) {
                    case 0 -> varint();
                    case 1 -> at += 8;
                    case 5 -> at += 4;
                    default -> {
                        int length = Math.toIntExact(varint());
                        Objects.checkFromIndexSize(at, length, bytes.length);
                        fields.computeIfAbsent((int) (tag >> 3), n -> new ArrayList<>())
                                .add(Arrays.copyOfRange(bytes, at, at + length));
                        at += length;
                    }
                }
            }
        }

        String text(int number) {
            return new String(last(number), StandardCharsets.UTF_8);
        }

        String base64(int number) {
            return Base64.getEncoder().encodeToString(last(number));
        }

        Message message(int number) {
            return of(last(number));
        }

        /** A map is a repeated message with the key in field 1. */
        Map<String, Message> map(int number) {
            Map<String, Message> map = new LinkedHashMap<>();
            for (byte[] entry : fields.getOrDefault(number, List.of())) {
                map.put(of(entry).text(1), of(entry));
            }
            return map;
        }

        private static Message of(byte[] bytes) {
            return new Message(bytes, 0, bytes.length);
        }

        private byte[] last(int number) {
            List<byte[]> values = fields.getOrDefault(number, List.of());
            return values.isEmpty() ? new byte[0] : values.get(values.size() - 1);
        }

        private long varint() {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                byte b = bytes[at++];
                value |= (long) (b & 0x7f) << shift;
                if (b >= 0) {
                    return value;
                }
            }
            return value;
        }
    }
}
