package io.meshfed.steps;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.StepContext;
import io.meshfed.manifests.Draft;
import io.meshfed.manifests.GroupKind;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.Words;
import io.meshfed.resource.DrillMemory;
import io.meshfed.traffic.TrafficPattern;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Failover drills that were cut off. What one of them changed waits to be put back; whoever writes
 * over it meanwhile would have that undone, or would keep what nobody wanted.
 */
public final class OpenDrills {

    private static final GroupKind DEPLOYMENT = new GroupKind("apps", "Deployment");

    private OpenDrills() {}

    /**
     * @throws FederationException PARTIAL when it cannot be read: what was is never guessed
     */
    static Optional<DrillMemory> of(StepContext context, Mesh mesh) {
        ObjectRef ref = DrillMemory.ref(mesh);
        ClusterSession session = context.sessionFor(mesh);
        Optional<ClusterObject> stored =
                session.findAll(ref.type(), ref.namespace(), List.of(ref.name())).of(ref);
        stored.ifPresent(session::requireOurs);
        Optional<DrillMemory> memory =
                stored.flatMap(DrillMemory::of)
                        .filter(found -> TrafficPattern.parse(found.pattern()).isPresent());
        if (stored.isPresent() && memory.isEmpty()) {
            throw new FederationException(
                    ErrorClass.PARTIAL,
                    "%s in cluster '%s' is to say what a drill left behind, and cannot be read"
                            .formatted(ref, mesh.cluster().name()),
                    "Scale the workloads back and set the pattern by hand, then delete it.");
        }
        return memory;
    }

    /** The line that puts back what it changed. */
    static String restore(Mesh mesh, DrillMemory memory) {
        return "meshfed failover-drill --restore --mesh %s --service %s"
                .formatted(mesh.name(), memory.service());
    }

    /**
     * Before the first write to what it may have changed.
     *
     * @throws FederationException CONFLICT when such a drill was cut off, or writes still
     */
    static void requireNone(StepContext context, Mesh mesh, Predicate<DrillMemory> concerned) {
        refuse(context, mesh, () -> of(context, mesh).filter(concerned));
    }

    /** A drill that is under way holds the lock; one that ended meanwhile left nothing. */
    private static void refuse(
            StepContext context, Mesh mesh, Supplier<Optional<DrillMemory>> left) {
        if (left.get().isPresent()) {
            context.sessionFor(mesh).requireTurn();
            left.get()
                    .ifPresent(
                            found -> {
                                throw conflict(
                                        mesh,
                                        found,
                                        context.settings().dryRun()
                                                ? "is under way, or was cut off"
                                                : "was cut off");
                            });
        }
    }

    /**
     * For a look: nobody is waited for.
     *
     * @throws FederationException CONFLICT when a drill of the service was cut off, or is under way
     */
    public static void requireNotDrilled(StepContext context, Mesh mesh, ServiceName service) {
        of(context, mesh)
                .filter(memory -> memory.service().equals(service))
                .ifPresent(
                        memory -> {
                            throw conflict(mesh, memory, "is under way, or was cut off");
                        });
    }

    static void requireNotRouting(StepContext context, Mesh mesh, ServiceName service) {
        requireNone(context, mesh, memory -> memory.service().equals(service));
    }

    static void requireNotScaling(StepContext context, Mesh mesh, ServiceName workload) {
        requireNone(context, mesh, memory -> memory.workloads().containsKey(workload));
    }

    /**
     * Whether any of them scaled a Deployment of these, which may leave their namespace open.
     *
     * @return the meshes of which nobody knows
     */
    static List<Failure> requireNotScaling(StepContext context, Collection<Draft> drafts) {
        List<Draft.Name> deployments =
                drafts.stream()
                        .map(Draft::name)
                        .filter(name -> name.groupKind().equals(DEPLOYMENT))
                        .toList();
        if (deployments.isEmpty()) {
            return List.of();
        }
        return each(
                context,
                mesh ->
                        refuse(
                                context,
                                mesh,
                                () ->
                                        seen(context, mesh)
                                                .filter(memory -> scaled(memory, deployments))));
    }

    private static boolean scaled(DrillMemory memory, List<Draft.Name> deployments) {
        return memory.workloads().keySet().stream().anyMatch(name -> names(deployments, name));
    }

    private static boolean names(List<Draft.Name> deployments, ServiceName scaled) {
        return deployments.stream()
                .filter(name -> name.name().equals(scaled.name()))
                .anyMatch(
                        name ->
                                name.namespace().isEmpty()
                                        || name.namespace().equals(scaled.namespace()));
    }

    /**
     * In all meshes of the run.
     *
     * @return the meshes of which nobody knows
     */
    static List<Failure> requireNone(StepContext context) {
        return each(context, mesh -> requireNone(context, mesh, memory -> true));
    }

    /** A mesh of which it cannot be told fails for itself alone, and is left as it is. */
    private static List<Failure> each(StepContext context, Consumer<Mesh> check) {
        List<Failure> failures =
                Work.onMeshes(
                                context,
                                mesh -> {
                                    check.accept(mesh);
                                    return mesh;
                                })
                        .failures();
        failures.stream()
                .map(Failure::error)
                .filter(error -> refuses(error.errorClass()))
                .findFirst()
                .ifPresent(
                        error -> {
                            throw error;
                        });
        return failures;
    }

    private static boolean refuses(ErrorClass error) {
        return EnumSet.of(ErrorClass.CONFLICT, ErrorClass.PARTIAL, ErrorClass.AUTH).contains(error);
    }

    /** For a look that must not fail: a row for each, and for each of which nobody knows. */
    static List<Map<String, Object>> rows(StepContext context) {
        return Work.onMeshes(context, mesh -> row(context, mesh)).results().stream()
                .flatMap(
                        outcome ->
                                outcome
                                        .failure()
                                        .map(error -> unknown(outcome.item(), error))
                                        .or(() -> outcome.value().flatMap(row -> row))
                                        .stream())
                .toList();
    }

    private static Map<String, Object> unknown(Mesh mesh, FederationException error) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("mesh", mesh.name());
        row.put("problem", error.getMessage());
        return row;
    }

    private static Optional<Map<String, Object>> row(StepContext context, Mesh mesh) {
        return seen(context, mesh)
                .map(
                        memory -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("mesh", mesh.name());
                            row.put("service", memory.service().toString());
                            row.put("restore", restore(mesh, memory));
                            return row;
                        });
    }

    /** Whoever may not look for it is told, and goes on. */
    private static Optional<DrillMemory> seen(StepContext context, Mesh mesh) {
        try {
            return of(context, mesh);
        } catch (FederationException failure) {
            if (failure.errorClass() != ErrorClass.AUTH) {
                throw failure;
            }
            context.settings()
                    .progress()
                    .warning(
                            "not looked for a failover drill that was cut off in mesh '%s': %s"
                                    .formatted(mesh.name(), failure.getMessage()));
            return Optional.empty();
        }
    }

    /** A rehearsal does not ask who holds the lock. */
    private static FederationException conflict(Mesh mesh, DrillMemory memory, String happened) {
        return new FederationException(
                ErrorClass.CONFLICT,
                "a failover drill of %s in mesh '%s' %s: its pattern and %s wait to be put back"
                        .formatted(
                                memory.service(),
                                mesh.name(),
                                happened,
                                Words.count(memory.workloads().size(), "workload")),
                "Put back what it changed first: " + restore(mesh, memory));
    }
}
