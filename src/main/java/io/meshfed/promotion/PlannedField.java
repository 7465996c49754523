package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

/**
 * What a field is and what it is to be, each as JSON, so that text, numbers, {@code null} and
 * nothing are told apart.
 *
 * @param before {@link #ABSENT} when the field is new
 * @param after {@link #ABSENT} when the field goes
 */
public record PlannedField(String before, String after) {

    /** No JSON is empty. */
    public static final String ABSENT = "";

    public PlannedField {
        requireNonNull(before);
        requireNonNull(after);
    }

    void appendTo(StringBuilder text) {
        text.append(CanonicalText.of(before)).append(CanonicalText.of(after));
    }
}
