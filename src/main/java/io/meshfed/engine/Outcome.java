package io.meshfed.engine;

import io.meshfed.report.FederationException;
import java.util.Optional;

/**
 * What one of several parallel pieces of work came to: a value, or the failure that the others did
 * not stop for.
 */
public record Outcome<I, T>(I item, Optional<T> value, Optional<FederationException> failure) {

    static <I, T> Outcome<I, T> of(I item, T value) {
        return new Outcome<>(item, Optional.of(value), Optional.empty());
    }

    static <I, T> Outcome<I, T> failed(I item, FederationException failure) {
        return new Outcome<>(item, Optional.empty(), Optional.of(failure));
    }
}
