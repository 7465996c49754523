package io.meshfed.sandbox.mesh;

import io.meshfed.sandbox.mesh.WriteLog.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where what was written here differs from what was recorded: the same phases in the same order,
 * and each as long after the step before it, within a factor.
 */
final class WriteDifferences {

    /** How much longer something may take, here or there. */
    static final double FACTOR = 1.5;

    /** Below that many seconds nothing is long. */
    static final double SLACK = 2;

    private final WriteLog recorded;
    private final WriteLog here;
    private final NavigableSet<Double> steps;
    private final double end;

    /**
     * @param steps when something was done
     * @param end what begins within the slack before that may be missing on one side
     */
    WriteDifferences(WriteLog recorded, WriteLog here, NavigableSet<Double> steps, double end) {
        this.recorded = recorded;
        this.here = here;
        this.steps = steps;
        this.end = end;
    }

    List<String> find() {
        TreeSet<String> names = new TreeSet<>(recorded.objects().keySet());
        names.addAll(here.objects().keySet());
        List<String> found = new ArrayList<>();
        for (String object : names) {
            compare(
                    object,
                    recorded.objects().getOrDefault(object, List.of()),
                    here.objects().getOrDefault(object, List.of()),
                    found);
        }
        return found;
    }

    /** By the longest row of equal phases, so that one that is missing hides nothing else. */
    private void compare(String object, List<Phase> there, List<Phase> own, List<String> found) {
        int[][] common = new int[there.size() + 1][own.size() + 1];
        for (int i = there.size() - 1; i >= 0; i--) {
            for (int j = own.size() - 1; j >= 0; j--) {
                common[i][j] =
                        there.get(i).what().equals(own.get(j).what())
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < there.size() || j < own.size()) {
            boolean both = i < there.size() && j < own.size();
            if (both && there.get(i).what().equals(own.get(j).what())) {
                compare(object, there.get(i++), own.get(j++), found);
            } else if (j == own.size() || both && common[i + 1][j] >= common[i][j + 1]) {
                only("only recorded", object, there.get(i++), found);
            } else {
                only("only here", object, own.get(j++), found);
            }
        }
    }

    private void only(String where, String object, Phase phase, List<String> found) {
        if (phase.begin() < end - SLACK) {
            found.add("%s %.1f %s: %s".formatted(where, phase.begin(), object, phase.what()));
        }
    }

    private void compare(String object, Phase there, Phase own, List<String> found) {
        if (!there.times().equals(own.times())) {
            found.add(
                    "times %.1f %s: only recorded %s, only here %s, in %s"
                            .formatted(
                                    there.begin(),
                                    object,
                                    minus(there.times(), own.times()),
                                    minus(own.times(), there.times()),
                                    there.what()));
        }
        double since = steps.floor(there.begin()) == null ? 0 : steps.floor(there.begin());
        double thereAfter = there.begin() - since;
        double ownAfter = Math.max(0, own.begin() - since);
        if (ownAfter > FACTOR * thereAfter + SLACK || thereAfter > FACTOR * ownAfter + SLACK) {
            found.add(
                    "moment %.1f here %.1f %s: %s"
                            .formatted(there.begin(), own.begin(), object, there.what()));
        }
        int most = Math.max(there.writes(), own.writes());
        int least = Math.min(there.writes(), own.writes());
        if (most > FACTOR * least + SLACK) {
            found.add(
                    "writes %d here %d %.1f %s: %s"
                            .formatted(
                                    there.writes(),
                                    own.writes(),
                                    there.begin(),
                                    object,
                                    there.what()));
        }
    }

    private static String minus(Set<String> times, Set<String> others) {
        Set<String> left = new TreeSet<>(times);
        left.removeAll(others);
        return StatusShape.shorter(left.toString());
    }
}
