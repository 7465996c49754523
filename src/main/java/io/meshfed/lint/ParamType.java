package io.meshfed.lint;

import java.util.Locale;
import java.util.Optional;

/** The types of params and results. */
enum ParamType {
    STRING,
    ARRAY,
    OBJECT;

    static Optional<ParamType> named(String word) {
        for (ParamType type : values()) {
            if (type.word().equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * As Tekton takes a value: a list or map that holds anything but text becomes the string of its
     * JSON.
     */
    static ParamType of(Value value) {
        return switch (value.kind()) {
            case LIST -> allText(value.items()) ? ARRAY : STRING;
            case MAP -> allText(value.fields().values()) ? OBJECT : STRING;
            default -> STRING;
        };
    }

    private static boolean allText(Iterable<Value> values) {
        for (Value value : values) {
            if (value.present() && value.kind() != Value.Kind.TEXT) {
                return false;
            }
        }
        return true;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
