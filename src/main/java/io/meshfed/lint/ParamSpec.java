package io.meshfed.lint;

import java.util.HashSet;
import java.util.Set;

/**
 * A param as a Task, StepAction or Pipeline declares it.
 *
 * @param keys of an object
 */
record ParamSpec(String name, ParamType type, boolean required, Set<String> keys) {

    ParamSpec {
        keys = Set.copyOf(keys);
    }

    /** The type that is not written follows from properties, then from the default. */
    static ParamSpec of(Value spec) {
        Value fallback = spec.at("default");
        ParamType type =
                ParamType.named(spec.textAt("type"))
                        .orElseGet(
                                () ->
                                        spec.has("properties")
                                                ? ParamType.OBJECT
                                                : ParamType.of(fallback));
        return new ParamSpec(
                spec.textAt("name"), type, !fallback.present(), spec.at("properties").keys());
    }

    ParamSpec withKeysOf(ParamSpec other) {
        Set<String> both = new HashSet<>(keys);
        both.addAll(other.keys);
        return new ParamSpec(name, type, required, both);
    }

    /** A param that a run gives to a specification of its own without declaring it. */
    static ParamSpec given(Value param) {
        Value value = param.at("value");
        return new ParamSpec(param.textAt("name"), ParamType.of(value), false, value.keys());
    }
}
