package io.meshfed.model;

import static java.util.Objects.requireNonNull;

/**
 * What one mesh of a peering takes from the other.
 *
 * @param to name of the importing mesh
 * @param exported the name under which the peer offers it; an empty name stands for every service
 *     offered of that namespace
 * @param importedAs the local name; equal to {@code exported} when nothing is renamed
 * @param asLocal merge its endpoints with those of the local service of the same name
 * @param domainSuffix empty for the default {@code svc.<peer>-imports.local}
 */
public record Import(
        String to,
        ServiceName exported,
        ServiceName importedAs,
        boolean asLocal,
        String domainSuffix) {

    public Import {
        requireNonNull(to);
        requireNonNull(exported);
        requireNonNull(importedAs);
        requireNonNull(domainSuffix);
        if (exported.namespace().isEmpty()) {
            throw new IllegalArgumentException("an import needs a namespace");
        }
        if (asLocal && importedAs.namespace().isEmpty()) {
            throw new IllegalArgumentException("an import as local needs a fixed namespace");
        }
    }

    public static Import plain(String to, ServiceName exported) {
        return new Import(to, exported, exported, false, "");
    }
}
