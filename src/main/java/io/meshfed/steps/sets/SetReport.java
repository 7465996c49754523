package io.meshfed.steps.sets;

import io.meshfed.engine.Outcome;
import io.meshfed.engine.StepContext;
import io.meshfed.manifests.Draft;
import io.meshfed.manifests.ManifestSource;
import io.meshfed.model.Mesh;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Works on the set in all clusters at once, and tells what came of it in each. */
public final class SetReport {

    private SetReport() {}

    public static StepReport applied(
            String step,
            StepContext context,
            ManifestSource source,
            SetOptions options,
            List<Draft> drafts) {
        Told told =
                told(
                        context,
                        SetTargets.of(context, source, options),
                        target -> new SetRun(target, options.after()).apply(drafts));
        return told.report(step)
                .withResult("applied", String.valueOf(told.sum(SetRun.Done::objects)))
                .withResult("pruned", String.valueOf(told.sum(SetRun.Done::deleted)));
    }

    public static StepReport deleted(
            String step, StepContext context, ManifestSource source, SetOptions options) {
        Told told =
                told(
                        context,
                        SetTargets.of(context, source, options),
                        target -> new SetRemoval(target, options.after()).run());
        return told.report(step)
                .withResult("deleted", String.valueOf(told.sum(SetRun.Done::deleted)));
    }

    /**
     * All sets of the federation, whatever paths they were made of.
     *
     * @param inventoryNamespace in which their inventories lie
     * @param contents what becomes of what others put into namespaces of the sets
     */
    public static StepReport allDeleted(
            String step,
            StepContext context,
            String inventoryNamespace,
            SetOptions.Contents contents) {
        List<Failure> failures = new ArrayList<>();
        List<SetRun.Done> done = new ArrayList<>();
        List<Map<String, Object>> operators = new ArrayList<>();
        for (Outcome<Mesh, AllSets.Removed> outcome :
                context.atOnce(
                        oneOfEach(context),
                        mesh -> new AllSets(context, mesh, inventoryNamespace).remove(contents))) {
            outcome.failure().ifPresent(error -> failures.add(failure(outcome.item(), error)));
            outcome.value().ifPresent(removed -> done.addAll(removed.sets()));
            outcome.value().ifPresent(removed -> operators.addAll(removed.operators()));
        }
        Told told = new Told(done, failures);
        return told.report(step)
                .withData("operatorsLeft", operators)
                .withResult("deleted", String.valueOf(told.sum(SetRun.Done::deleted)));
    }

    /**
     * Before anything of the federation goes.
     *
     * @param inventoryNamespace in which the inventories of the sets lie
     * @throws FederationException CONFLICT when others put something into a namespace that would
     *     go, in any cluster
     */
    public static void requireNothingForeign(StepContext context, String inventoryNamespace) {
        context
                .atOnce(
                        oneOfEach(context),
                        mesh ->
                                new AllSets(context, mesh, inventoryNamespace)
                                        .requireNothingForeign())
                .stream()
                .flatMap(outcome -> outcome.failure().stream())
                .findFirst()
                .ifPresent(
                        failure -> {
                            throw failure;
                        });
    }

    /** A mesh for each cluster. */
    private static List<Mesh> oneOfEach(StepContext context) {
        return context.federation().clusters().stream()
                .map(
                        cluster ->
                                context.federation().meshes().stream()
                                        .filter(mesh -> mesh.cluster().equals(cluster))
                                        .findFirst()
                                        .orElseThrow())
                .toList();
    }

    private record Told(List<SetRun.Done> done, List<Failure> failures) {

        StepReport report(String step) {
            return StepReport.of(step)
                    .withFailures(failures)
                    .withData("sets", done.stream().map(SetReport::row).toList());
        }

        int sum(ToIntFunction<SetRun.Done> count) {
            return done.stream().mapToInt(count).sum();
        }
    }

    private static Told told(
            StepContext context, List<SetTarget> targets, Function<SetTarget, SetRun.Done> work) {
        List<Failure> failures = new ArrayList<>();
        List<SetRun.Done> done = new ArrayList<>();
        for (Outcome<SetTarget, SetRun.Done> outcome : context.atOnce(targets, work)) {
            outcome.failure()
                    .ifPresent(error -> failures.add(failure(outcome.item().mesh(), error)));
            outcome.value().ifPresent(done::add);
        }
        return new Told(done, failures);
    }

    private static Failure failure(Mesh mesh, FederationException error) {
        if (error.errorClass() == ErrorClass.INTERRUPTED) {
            throw error;
        }
        return Failure.ofMesh(mesh.name(), error);
    }

    private static Map<String, Object> row(SetRun.Done done) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("cluster", done.target().cluster());
        row.put("inventory", done.target().set().parent().toString());
        row.put("id", done.target().set().id());
        row.put("objects", done.objects());
        row.put("deleted", done.deleted());
        return row;
    }
}
