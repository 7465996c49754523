package io.meshfed.catalog;

import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Model.OptionSpec;

/** What the value of an option is; Tekton knows strings only. */
public enum OptionType {
    STRING,
    BOOLEAN,
    INTEGER,
    DURATION,
    ENUM,
    PATH,
    LIST;

    static OptionType of(OptionSpec option) {
        if (option.isMultiValue()) {
            return LIST;
        }
        Class<?> type = option.type();
        if (type == boolean.class || type == Boolean.class) {
            return BOOLEAN;
        }
        if (type == int.class || type == Integer.class) {
            return INTEGER;
        }
        if (type == Duration.class) {
            return DURATION;
        }
        if (type == Path.class) {
            return PATH;
        }
        return type.isEnum() ? ENUM : STRING;
    }

    public String label() {
        return Words.kebab(name());
    }
}
