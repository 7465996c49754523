package io.meshfed.manifests;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with the files of a set: all of it is told at once. */
final class SetProblems {

    private static final int MOST = 100;

    private final Set<String> problems = new LinkedHashSet<>();

    void add(String where, String problem) {
        problems.add("%s: %s".formatted(SafeText.of(where), problem));
    }

    void add(String file, Place place, String problem) {
        String key = place.path().isEmpty() ? "" : place.path() + ": ";
        add("%s:%d".formatted(file, place.line()), key + problem);
    }

    boolean none() {
        return problems.isEmpty();
    }

    int count() {
        return problems.size();
    }

    /**
     * @throws FederationException INPUT with all of them, when there is one
     */
    void throwIfAny() {
        if (none()) {
            return;
        }
        List<String> told = new ArrayList<>(problems).subList(0, Math.min(problems.size(), MOST));
        throw new FederationException(
                ErrorClass.INPUT,
                "the manifests cannot be applied as they are",
                "Nothing was sent to a cluster.",
                told,
                null);
    }
}
