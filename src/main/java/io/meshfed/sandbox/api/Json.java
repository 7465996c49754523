package io.meshfed.sandbox.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trees of plain maps, lists and scalars, in and out. Whole numbers are always {@link Long}. */
public final class Json {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
            new TypeReference<>() {};

    private Json() {}

    public static String write(Object tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException notPlain) {
            throw new IllegalArgumentException(notPlain);
        }
    }

    static byte[] bytes(Object tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException notPlain) {
            throw new IllegalArgumentException(notPlain);
        }
    }

    /**
     * @throws IllegalArgumentException when it is not one JSON object; the message does not quote
     *     it
     */
    public static Map<String, Object> object(String text) {
        try {
            return MAPPER.readValue(text, OBJECT);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    /**
     * @throws IOException when it is not a JSON object; the message is fit for the sender
     */
    static Map<String, Object> object(byte[] body) throws IOException {
        return MAPPER.readValue(body, OBJECT);
    }

    static List<Object> array(byte[] body) throws IOException {
        return MAPPER.readValue(body, new TypeReference<ArrayList<Object>>() {});
    }

    /** A copy of one level, to change; empty when the value is no object. */
    static Map<String, Object> part(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return new LinkedHashMap<>();
        }
        Map<String, Object> copy = new LinkedHashMap<>(room(map.size()));
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            copy.put(key(entry.getKey()), entry.getValue());
        }
        return copy;
    }

    /** The same value, known to be an object of JSON: its keys are texts. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> tree(Object object) {
        return (Map<String, Object>) object;
    }

    /**
     * The same tree, which nobody can change: not its uppermost level, and not what is below, which
     * only comes as an object without a type.
     */
    static Map<String, Object> readOnly(Map<String, Object> tree) {
        return Collections.unmodifiableMap(tree);
    }

    public static Map<String, Object> copy(Map<String, Object> tree) {
        return copied(tree);
    }

    /** Deep, with all whole numbers as {@link Long}, so that equal trees are equal. */
    static Object copy(Object value) {
        // Most values are texts, and a class is told faster than an interface.
        if (value == null || value instanceof String) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return copied(map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(copy(element));
            }
            return copy;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return value instanceof Float single ? (Object) single.doubleValue() : value;
    }

    private static Map<String, Object> copied(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>(room(map.size()));
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            copy.put(key(entry.getKey()), copy(entry.getValue()));
        }
        return copy;
    }

    private static String key(Object key) {
        return key instanceof String text ? text : String.valueOf(key);
    }

    /** For so many entries, and one more. */
    private static int room(int entries) {
        return entries + entries / 3 + 2;
    }
}
