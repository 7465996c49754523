package io.meshfed.contexts;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.Federation;
import java.util.List;

/**
 * A federation file that was read and found right.
 *
 * @param warnings what is allowed but probably not meant, in the form of the problems
 * @param sha256 of the file's bytes, hexadecimal: what a report names to say which file it ran on
 */
public record FederationFile(Federation federation, List<String> warnings, String sha256) {

    public FederationFile {
        requireNonNull(federation);
        warnings = List.copyOf(warnings);
        requireNonNull(sha256);
    }
}
