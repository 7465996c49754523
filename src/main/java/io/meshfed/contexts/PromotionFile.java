package io.meshfed.contexts;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.Promotion;
import java.util.List;

/**
 * A promotion file that was read and found right, with the federation file that it names.
 *
 * @param warnings what is allowed but probably not meant, in the form of the problems
 * @param sha256 of the file's text, hexadecimal
 */
public record PromotionFile(
        Promotion promotion, FederationFile federation, List<String> warnings, String sha256) {

    public PromotionFile {
        requireNonNull(promotion);
        requireNonNull(federation);
        warnings = List.copyOf(warnings);
        requireNonNull(sha256);
    }
}
