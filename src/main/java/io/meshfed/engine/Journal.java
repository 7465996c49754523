package io.meshfed.engine;

import io.meshfed.report.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * What a run did to the clusters so far. It outlives a step that fails or is interrupted half-way.
 */
public final class Journal {

    private static final Comparator<Change> ORDER =
            Comparator.comparing(Change::cluster)
                    .thenComparing(Change::object)
                    .thenComparing(Change::kind);

    private final List<Change> changes = Collections.synchronizedList(new ArrayList<>());

    void add(Change change) {
        changes.add(change);
    }

    void clear() {
        changes.clear();
    }

    int mark() {
        return changes.size();
    }

    /** What came after the mark, in a fixed order: parallel work finishes in any. */
    public List<Change> since(int mark) {
        synchronized (changes) {
            return changes.subList(mark, changes.size()).stream().sorted(ORDER).toList();
        }
    }
}
