package io.meshfed.engine;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.Observation;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Federation;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import io.meshfed.report.FieldChange;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The world outside a step.
 *
 * @param whole the federation as the file describes it: what a name or a gateway must not collide
 *     with
 * @param federation the part that this run works on
 */
public record StepContext(
        Federation whole, Federation federation, Clusters clusters, RunSettings settings) {

    public StepContext {
        requireNonNull(whole);
        requireNonNull(federation);
        requireNonNull(clusters);
        requireNonNull(settings);
    }

    public ClusterSession sessionFor(Mesh mesh) {
        return clusters.session(mesh.cluster());
    }

    /** What the mesh's cluster said when first asked in this run. */
    public Snapshot snapshotFor(Mesh mesh) {
        return clusters.snapshot(mesh.cluster());
    }

    /** Makes it so in the mesh's cluster, and notes what became of it. */
    public Change apply(Mesh mesh, Manifest desired, Observation seen) {
        return noted(mesh, sessionFor(mesh).apply(desired, seen));
    }

    /** Applies our part of somebody else's object, and notes what became of it. */
    public Change applyPart(Mesh mesh, Manifest part, String manager, ClusterObject onto) {
        return noted(mesh, sessionFor(mesh).applyPart(part, manager, onto));
    }

    /** Deletes what was seen, if it is ours, and notes what became of it. */
    public Change delete(Mesh mesh, ObjectRef ref, Observation seen) {
        return noted(mesh, sessionFor(mesh).delete(ref, seen));
    }

    /** Deletes what was seen, if it is part of that set, and notes what became of it. */
    public Change deleteMember(Mesh mesh, ObjectRef ref, Observation seen, String set) {
        return noted(mesh, sessionFor(mesh).deleteMember(ref, seen, set));
    }

    /** Restarts the pods of a Deployment, and notes that it was written to. */
    public Change restart(Mesh mesh, ObjectRef deployment) {
        sessionFor(mesh).restart(deployment);
        return noted(
                mesh,
                new Change(Change.Kind.UPDATED, mesh.cluster().name(), deployment, List.of()));
    }

    /** Gives a Deployment that many pods, and notes that it was written to. */
    public Change scale(Mesh mesh, ClusterObject deployment, int replicas) {
        sessionFor(mesh).scale(deployment, replicas);
        FieldChange change =
                new FieldChange(
                        "spec.replicas",
                        deployment.number("spec", "replicas").map(String::valueOf).orElse("1"),
                        String.valueOf(replicas));
        return noted(
                mesh,
                new Change(
                        Change.Kind.UPDATED,
                        mesh.cluster().name(),
                        deployment.ref(),
                        List.of(change)));
    }

    /**
     * Does the same to all of them at once, and goes on when one fails. The outcomes are in the
     * order of the items.
     */
    public <I, T> List<Outcome<I, T>> atOnce(Collection<I> items, Function<I, T> work) {
        return Parallel.map(settings.workers(), items, work);
    }

    /** Begins work beside the caller's own; asking for its outcome waits for it. */
    public <T> Supplier<T> begin(Supplier<T> work) {
        return Parallel.begin(settings.workers(), work);
    }

    public StepContext narrowedTo(Federation part) {
        return new StepContext(whole, part, clusters, settings);
    }

    /** The same world, for no longer than that. */
    public StepContext within(Duration limit) {
        Duration left = settings.deadline().remaining();
        Duration shorter = limit.compareTo(left) < 0 ? limit : left;
        RunSettings brief =
                new RunSettings(
                        settings.progress(),
                        settings.cancellation(),
                        settings.time(),
                        shorter,
                        settings.deadline().within(limit),
                        settings.mode(),
                        settings.workers());
        return new StepContext(whole, federation, clusters, brief);
    }

    private Change noted(Mesh mesh, Change change) {
        clusters.journal().add(change);
        if (change.kind().isWrite()) {
            snapshotFor(mesh).forget(change.object().type(), change.object().namespace());
        }
        return change;
    }
}
