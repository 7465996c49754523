package io.meshfed.steps;

import io.meshfed.engine.Outcome;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Direction;
import io.meshfed.report.FederationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The same work on both sides of a peering at once, each to its end: a side left behind would
 * freeze its mesh. What went wrong on either side is told.
 */
final class BothSides {

    private BothSides() {}

    /** What came of it, or one failure that tells of both sides. */
    static <T> Map<Direction, T> map(
            StepContext context, Collection<Direction> sides, Function<Direction, T> work) {
        List<Outcome<Direction, T>> outcomes = context.atOnce(sides, work);
        failure(outcomes)
                .ifPresent(
                        failure -> {
                            throw failure;
                        });
        Map<Direction, T> results = new TreeMap<>();
        outcomes.forEach(each -> results.put(each.item(), each.value().orElseThrow()));
        return results;
    }

    /** The worse of two failures, with the other among its details. */
    static <T> Optional<FederationException> failure(List<Outcome<Direction, T>> outcomes) {
        List<Outcome<Direction, T>> failed =
                outcomes.stream().filter(each -> each.failure().isPresent()).toList();
        if (failed.size() < 2) {
            return failed.stream().flatMap(each -> each.failure().stream()).findFirst();
        }
        Outcome<Direction, T> worst = failed.stream().reduce(failed.get(0), BothSides::worse);
        FederationException told = worst.failure().orElseThrow();
        List<String> details = new ArrayList<>(told.details());
        for (Outcome<Direction, T> other : failed) {
            if (!other.equals(worst)) {
                details.addAll(details(other.item(), other.failure().orElseThrow()));
            }
        }
        return Optional.of(
                new FederationException(
                        told.errorClass(), told.getMessage(), told.remedy(), details, told));
    }

    private static <T> Outcome<Direction, T> worse(
            Outcome<Direction, T> one, Outcome<Direction, T> other) {
        var first = one.failure().orElseThrow().errorClass();
        var second = other.failure().orElseThrow().errorClass();
        return first.worse(second) == first ? one : other;
    }

    private static List<String> details(Direction direction, FederationException failure) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "mesh '%s' failed as well: %s %s"
                        .formatted(direction.local().name(), failure.getMessage(), failure.remedy())
                        .strip());
        lines.addAll(failure.details());
        return lines;
    }
}
