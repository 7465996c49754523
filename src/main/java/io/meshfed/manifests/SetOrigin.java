package io.meshfed.manifests;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/**
 * What a set is made of, when nobody gave it a name: two that differ in anything have two names.
 *
 * @param mesh empty for a set of a cluster
 * @param places of its files below their roots, {@code .} for a root itself
 */
public record SetOrigin(String federation, String mesh, List<String> places) {

    private static final int LONGEST = 200;
    private static final int DIGITS = 10;

    public SetOrigin {
        requireNonNull(federation);
        requireNonNull(mesh);
        places = places.stream().sorted().toList();
    }

    /** For an inventory: readable, and with a hash, as many places read alike. */
    public String name() {
        String words = "meshfed-%s-%s-%s".formatted(federation, mesh, String.join(" ", places));
        String slug = words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = slug.substring(0, Math.min(slug.length(), LONGEST)).replaceAll("-+$", "");
        String hash = AppliedHash.of(List.of(federation, mesh, places));
        return cut + "-" + hash.substring(0, DIGITS);
    }

    /** All of it, as the inventory keeps it. */
    public String text() {
        return mesh.isEmpty()
                ? "federation %s: %s".formatted(federation, String.join(", ", places))
                : "federation %s, mesh %s: %s"
                        .formatted(federation, mesh, String.join(", ", places));
    }
}
