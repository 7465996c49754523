package io.meshfed.sandbox.api;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ResourceType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A kind that the API server serves, and its ways.
 *
 * @param custom defined by a CustomResourceDefinition: pruned, validated by schema, no strategic
 *     merge
 * @param hasStatus whether the status is written through a subresource of its own
 * @param counted whether metadata.generation counts the changes of the spec
 * @param verbs as discovery lists them
 * @param blank what is there before anything was set: structs that are always present, so that
 *     nobody owns them
 * @param storedAs the schema of the version that objects are kept in
 * @param scaling where the numbers of its scale are
 */
record Kind(
        ResourceType type,
        boolean custom,
        boolean hasStatus,
        boolean counted,
        Names names,
        List<String> verbs,
        List<Column> columns,
        Map<String, Object> blank,
        Schema schema,
        Schema storedAs,
        Scaling scaling) {

    Kind {
        requireNonNull(type);
        verbs = List.copyOf(verbs);
        columns = List.copyOf(columns);
        blank = Collections.unmodifiableMap(new LinkedHashMap<>(blank));
        requireNonNull(schema);
        requireNonNull(storedAs);
        requireNonNull(scaling);
    }

    /** What kubectl lets people type instead of the plural. */
    record Names(String singular, List<String> shortNames, List<String> categories) {}

    /**
     * A column of {@code kubectl get}.
     *
     * @param type as in a CustomResourceDefinition: string, integer, date
     * @param wide only shown with {@code -o wide}
     */
    record Column(String name, String type, String path, boolean wide) {}

    boolean stored() {
        return verbs.contains("get");
    }

    /** Whether a PUT of what is not there creates it. */
    boolean replaceCreates() {
        return Set.of("coordination.k8s.io", "rbac.authorization.k8s.io").contains(type.group());
    }

    String listKind() {
        return type.kind() + "List";
    }
}
