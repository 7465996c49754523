package io.meshfed.crash;

import io.meshfed.crash.Plan.Part;
import io.meshfed.crash.Plan.Place;
import io.meshfed.model.Trees;
import io.meshfed.testing.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The complete versions that each object of the federation may have: there are few. */
final class Versions {

    private static final Map<String, List<String>> KNOWN = read();

    private Versions() {}

    private static Map<String, List<String>> read() {
        Map<String, List<String>> known = new TreeMap<>();
        try (InputStream in = Versions.class.getResourceAsStream("versions.yaml")) {
            for (Map<String, Object> document :
                    Yaml.all(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
                known.computeIfAbsent(
                                Trees.text(document, "object").orElseThrow(),
                                key -> new ArrayList<>())
                        .add(Yaml.canonical(document.get("spec")));
            }
            return known;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Roots are judged by what they hold. */
    static boolean known(Place place, Map<String, Object> object) {
        return place.part() == Part.ROOTS
                || KNOWN.getOrDefault(place.cluster() + " " + place.key(), List.of())
                        .contains(Yaml.canonical(object.get("spec")));
    }
}
