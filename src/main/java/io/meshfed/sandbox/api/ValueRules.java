package io.meshfed.sandbox.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a definition asks of a value beyond its type.
 *
 * @param byDefault what it is when nobody says; none or one
 * @param limits OpenAPI's words with what they say: {@code pattern}, {@code enum}, {@code minimum}
 * @param junctions {@code allOf}, {@code anyOf}, {@code oneOf}, {@code not}, and their parts
 */
record ValueRules(
        List<Object> byDefault, Map<String, Object> limits, Map<String, List<Schema>> junctions) {

    static final ValueRules NONE = new ValueRules(List.of(), Map.of(), Map.of());

    ValueRules {
        byDefault = Collections.unmodifiableList(byDefault);
        limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
        junctions = Collections.unmodifiableMap(new LinkedHashMap<>(junctions));
    }

    boolean none() {
        return limits.isEmpty() && junctions.isEmpty();
    }
}
