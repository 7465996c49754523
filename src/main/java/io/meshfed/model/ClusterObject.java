package io.meshfed.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object as a cluster answered it. Everything in it is hostile text: the accessors take what has
 * the expected shape and treat the rest as absent. It is looked at, never edited and sent back.
 *
 * @param tree the whole object as plain maps, lists and scalars
 */
public record ClusterObject(ObjectRef ref, Map<String, Object> tree) {

    public ClusterObject {
        requireNonNull(ref);
        requireNonNull(tree);
    }

    public String uid() {
        return text("metadata", "uid").orElse("");
    }

    public String resourceVersion() {
        return text("metadata", "resourceVersion").orElse("");
    }

    public long generation() {
        return number("metadata", "generation").orElse(0L);
    }

    public Optional<Instant> created() {
        return time("metadata", "creationTimestamp");
    }

    public boolean terminating() {
        return value("metadata", "deletionTimestamp").isPresent();
    }

    public Optional<String> label(String key) {
        return text("metadata", "labels", key);
    }

    public Optional<String> annotation(String key) {
        return text("metadata", "annotations", key);
    }

    public Optional<String> text(String... path) {
        return value(path).filter(String.class::isInstance).map(String.class::cast);
    }

    public Optional<Long> number(String... path) {
        return value(path).filter(Number.class::isInstance).map(n -> ((Number) n).longValue());
    }

    public boolean flag(String... path) {
        return value(path).filter(Boolean.TRUE::equals).isPresent();
    }

    public Optional<Instant> time(String... path) {
        return text(path).flatMap(ClusterObject::instant);
    }

    /** The elements that are objects; empty when there is no such list. */
    public List<Map<String, Object>> objects(String... path) {
        return value(path).map(Trees::objects).orElse(List.of());
    }

    /** The entries of a map of strings; empty when there is no such map. */
    public Map<String, Object> object(String... path) {
        return value(path).map(Trees::object).orElse(Map.of());
    }

    public Optional<Object> value(String... path) {
        return Trees.value(tree, path);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
