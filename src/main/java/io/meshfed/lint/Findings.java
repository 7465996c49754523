package io.meshfed.lint;

import io.meshfed.report.SafeText;
import io.meshfed.yaml.Place;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects what is wrong with one file; the same thing at the same place is heard of once. */
final class Findings {

    private static final int QUOTED = 80;

    private final String file;
    private final SortedSet<Finding> found = new TreeSet<>();

    Findings(String file) {
        this.file = SafeText.of(file);
    }

    void add(Rule rule, Value value, String problem) {
        add(rule, value.place(), problem);
    }

    void add(Rule rule, Place place, String problem) {
        found.add(
                new Finding(
                        file,
                        place.line(),
                        place.column(),
                        SafeText.of(place.path()),
                        rule.code(),
                        rule.severity(),
                        SafeText.of(problem),
                        rule.remedy()));
    }

    /** Whether something is known to be wrong just there. */
    boolean at(Place place) {
        return found.stream()
                .anyMatch(
                        finding ->
                                finding.line() == place.line()
                                        && finding.column() == place.column()
                                        && finding.path().equals(SafeText.of(place.path())));
    }

    List<Finding> sorted() {
        return List.copyOf(found);
    }

    /** Words of the file as a message may quote them. */
    static String shown(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
    }
}
