package io.meshfed.contexts;

import io.meshfed.report.SafeText;
import io.meshfed.yaml.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects remarks on a file, so that its author hears of everything at once. */
final class Findings {

    private static final int QUOTED = 80;

    private static final Comparator<Finding> BY_POSITION =
            Comparator.comparingInt((Finding finding) -> finding.place().line())
                    .thenComparingInt(finding -> finding.place().column())
                    .thenComparing(finding -> finding.place().path())
                    .thenComparing(Finding::text);

    private record Finding(Place place, String text) {}

    private final String fileName;
    private final List<Finding> found = new ArrayList<>();

    Findings(String fileName) {
        this.fileName = SafeText.of(fileName);
    }

    void add(Place place, String text) {
        found.add(new Finding(place, text));
    }

    /** A word of the file as a message may quote it: short, and fit for a terminal. */
    static String shown(String text) {
        return text.length() <= QUOTED
                ? SafeText.of(text)
                : SafeText.of(text.substring(0, QUOTED)) + "...";
    }

    String fileName() {
        return fileName;
    }

    /** Whether something was found at that key: then it is not missing, only wrong. */
    boolean at(Place place, String key) {
        String path = place.key(key).path();
        return found.stream().anyMatch(finding -> finding.place().path().equals(path));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** {@code federation.yaml:12:5: meshes.east: key 'cluster' is missing}, from top to bottom. */
    List<String> lines() {
        return found.stream().sorted(BY_POSITION).map(this::line).distinct().toList();
    }

    private String line(Finding finding) {
        Place place = finding.place();
        String path = place.path().isEmpty() ? "" : SafeText.of(place.path()) + ": ";
        return "%s:%d:%d: %s%s"
                .formatted(
                        fileName, place.line(), place.column(), path, SafeText.of(finding.text()));
    }
}
