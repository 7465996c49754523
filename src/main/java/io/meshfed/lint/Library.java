package io.meshfed.lint;

import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** Everything that the given files define, by kind and name. */
final class Library {

    private final Map<String, Manifest> byName = new HashMap<>();
    private final Map<Findings, Map<String, Manifest>> byFile = new IdentityHashMap<>();

    Library(Collection<Manifest> manifests) {
        for (Manifest manifest : manifests) {
            if (!manifest.name().isEmpty()) {
                add(manifest, key(manifest.type(), manifest.name()));
            }
        }
    }

    private void add(Manifest manifest, String key) {
        Findings file = manifest.findings();
        byFile.computeIfAbsent(file, it -> new HashMap<>()).putIfAbsent(key, manifest);
        if (byName.putIfAbsent(key, manifest) != null) {
            file.add(
                    RunRule.DUPLICATE_RESOURCE,
                    manifest.root().at("metadata", "name"),
                    "another %s among the files is named '%s' too"
                            .formatted(manifest.type(), Findings.shown(manifest.name())));
        }
    }

    private static String key(String kind, String name) {
        return kind + " " + name;
    }

    /** What the asking file defines itself comes first. */
    Optional<Manifest> find(String kind, String name, Findings asking) {
        String key = key(kind, name);
        Manifest own = byFile.getOrDefault(asking, Map.of()).get(key);
        return Optional.ofNullable(own == null ? byName.get(key) : own);
    }
}
