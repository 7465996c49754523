package io.meshfed.report;

import static java.util.Objects.requireNonNull;

/**
 * One field that a write changes.
 *
 * @param before empty when the field is new
 * @param after empty when the field goes
 */
public record FieldChange(String path, String before, String after) {

    public FieldChange {
        requireNonNull(path);
        requireNonNull(before);
        requireNonNull(after);
    }
}
