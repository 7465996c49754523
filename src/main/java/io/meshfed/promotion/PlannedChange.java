package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ObjectRef;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One write of a plan.
 *
 * @param phase in which the promotion makes it
 * @param step of the ramp, from 0; 0 where it is of no step
 * @param fields by their path: what each is, and is to be. Whole values: what is cut for display
 *     hides what is approved
 */
public record PlannedChange(
        Phase phase,
        int step,
        Verb verb,
        ObjectRef object,
        SortedMap<String, PlannedField> fields) {

    /** What becomes of the object. */
    public enum Verb {
        CREATE,
        UPDATE,
        DELETE
    }

    public PlannedChange {
        requireNonNull(phase);
        requireNonNull(verb);
        requireNonNull(object);
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    void appendTo(StringBuilder text) {
        text.append(CanonicalText.of(phase.name()))
                .append(CanonicalText.of(step))
                .append(CanonicalText.of(verb.name()))
                .append(CanonicalText.of(object.type().group()))
                .append(CanonicalText.of(object.type().kind()))
                .append(CanonicalText.of(object.namespace()))
                .append(CanonicalText.of(object.name()))
                .append(CanonicalText.of(fields.size()));
        fields.forEach(
                (path, field) -> {
                    text.append(CanonicalText.of(path));
                    field.appendTo(text);
                });
    }
}
