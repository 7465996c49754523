package io.meshfed.sandbox.fault;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Something about a fault that may be said otherwise.
 *
 * @param byDefault what it is when nobody says
 * @param choices the words it may be; empty where the form decides
 */
public record FaultArgument(
        String name, String byDefault, String meaning, Form form, List<String> choices) {

    /** What a value must look like. */
    public enum Form {
        /** A whole number that is not negative. */
        COUNT,
        /** A cluster of the federation file, or {@code *} for all. */
        CLUSTER,
        /** A mesh of the federation file; empty for the first. */
        MESH,
        /** The plural of a kind that the sandbox serves, or {@code *} for all. */
        KIND,
        /** One of the choices. */
        CHOICE,
        TEXT
    }

    public FaultArgument {
        requireNonNull(name);
        requireNonNull(byDefault);
        requireNonNull(meaning);
        requireNonNull(form);
        choices = List.copyOf(choices);
    }

    static FaultArgument cluster() {
        return new FaultArgument(
                "cluster", "*", "which cluster; * for all", Form.CLUSTER, List.of());
    }

    static FaultArgument mesh() {
        return new FaultArgument(
                "mesh", "", "which mesh; the first of the file by default", Form.MESH, List.of());
    }

    /** How many of the requests that match go wrong, once so many have passed. */
    static FaultArgument count(String byDefault) {
        return new FaultArgument(
                "count", byDefault, "how many such requests; 0 for all", Form.COUNT, List.of());
    }

    static FaultArgument after() {
        return new FaultArgument(
                "after", "0", "let so many such requests pass first", Form.COUNT, List.of());
    }

    static FaultArgument verb(String byDefault) {
        return new FaultArgument(
                "verb",
                byDefault,
                "which requests",
                Form.CHOICE,
                List.of("*", "get", "list", "create", "update", "patch", "delete", "write"));
    }

    static FaultArgument kind(String byDefault) {
        return new FaultArgument(
                "kind",
                byDefault,
                "requests for which plural, such as configmaps; * for all",
                Form.KIND,
                List.of());
    }

    static FaultArgument number(String name, String byDefault, String meaning) {
        return new FaultArgument(name, byDefault, meaning, Form.COUNT, List.of());
    }

    static FaultArgument text(String name, String byDefault, String meaning) {
        return new FaultArgument(name, byDefault, meaning, Form.TEXT, List.of());
    }

    static FaultArgument choice(String name, String meaning, String... choices) {
        return new FaultArgument(name, choices[0], meaning, Form.CHOICE, List.of(choices));
    }
}
