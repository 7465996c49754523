package io.meshfed.steps;

import io.meshfed.engine.Outcome;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.Survivors;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.Peering;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One round of parallel work over meshes, directions or peerings: what came of it, and which of
 * them cannot go on.
 *
 * @param results in the order of the items
 */
record Work<I extends Comparable<I>, T>(List<Outcome<I, T>> results, List<Failure> failures) {

    Work {
        results = List.copyOf(results);
        failures = List.copyOf(failures);
    }

    static <T> Work<Mesh, T> onMeshes(StepContext context, Function<Mesh, T> work) {
        return on(
                context,
                context.federation().meshes(),
                work,
                (mesh, error) -> Failure.ofMesh(mesh.name(), error));
    }

    static <T> Work<Direction, T> onDirections(StepContext context, Function<Direction, T> work) {
        return on(
                context,
                context.federation().directions(),
                work,
                (direction, error) ->
                        Failure.ofPeering(
                                direction.local().name(), direction.remote().name(), error));
    }

    static <T> Work<Peering, T> onPeerings(StepContext context, Function<Peering, T> work) {
        return on(
                context,
                context.federation().peerings(),
                work,
                (peering, error) ->
                        Failure.ofPeering(peering.first().name(), peering.second().name(), error));
    }

    private static <I extends Comparable<I>, T> Work<I, T> on(
            StepContext context,
            List<I> items,
            Function<I, T> work,
            BiFunction<I, FederationException, Failure> failed) {
        context.settings().cancellation().throwIfCancelled();
        List<Outcome<I, T>> outcomes = items.isEmpty() ? List.of() : context.atOnce(items, work);
        List<Failure> failures = new ArrayList<>();
        for (Outcome<I, T> outcome : outcomes) {
            outcome.failure()
                    .ifPresent(
                            error -> {
                                if (error.errorClass() == ErrorClass.INTERRUPTED) {
                                    throw error;
                                }
                                failures.add(failed.apply(outcome.item(), error));
                            });
        }
        return new Work<>(outcomes, failures);
    }

    /** What succeeded, in order. */
    List<T> values() {
        return results.stream().flatMap(outcome -> outcome.value().stream()).toList();
    }

    /** The part of the federation that this round left to go on with. */
    Federation survivors(StepContext context) {
        return Survivors.of(context.federation(), failures);
    }

    Optional<T> valueOf(I item) {
        return results.stream()
                .filter(outcome -> outcome.item().compareTo(item) == 0)
                .findFirst()
                .flatMap(Outcome::value);
    }
}
