package io.meshfed.lint;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Everything that the given files define, by kind and name. */
final class Library {

    private final Map<String, Manifest> byName = new HashMap<>();

    Library(Collection<Manifest> manifests) {
        for (Manifest manifest : manifests) {
            if (manifest.name().isEmpty()) {
                continue;
            }
            Manifest earlier = byName.putIfAbsent(key(manifest), manifest);
            if (earlier != null) {
                manifest.findings()
                        .add(
                                RunRule.DUPLICATE_RESOURCE,
                                manifest.root().at("metadata", "name"),
                                "another %s among the files is named '%s' too"
                                        .formatted(
                                                manifest.type(), Findings.shown(manifest.name())));
            }
        }
    }

    private static String key(Manifest manifest) {
        return manifest.type() + " " + manifest.name();
    }

    Optional<Manifest> find(String kind, String name) {
        return Optional.ofNullable(byName.get(kind + " " + name));
    }
}
