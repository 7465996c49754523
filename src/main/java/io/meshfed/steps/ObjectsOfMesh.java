package io.meshfed.steps;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import io.meshfed.report.StepReport;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The objects of one kind, one per direction, that live in a mesh's namespace: looked at together,
 * applied one by one.
 */
record ObjectsOfMesh(ResourceType type, Function<Direction, ObjectRef> ref) {

    /** As the cluster has them now. */
    Observation observe(StepContext context, Mesh mesh) {
        return context.sessionFor(mesh).findAll(type, mesh.namespace(), names(context, mesh));
    }

    /** As the cluster had them when this run first looked. */
    Observation recall(StepContext context, Mesh mesh) {
        return context.snapshotFor(mesh).findAll(type, mesh.namespace(), names(context, mesh));
    }

    private List<String> names(StepContext context, Mesh mesh) {
        return context.federation().directionsFrom(mesh).stream()
                .map(direction -> ref.apply(direction).name())
                .toList();
    }

    /**
     * @param desired of a direction, and of what stands there now
     */
    StepReport apply(
            String step,
            StepContext context,
            BiFunction<Direction, Optional<ClusterObject>, Manifest> desired) {
        Work<Mesh, Observation> seen = Work.onMeshes(context, mesh -> recall(context, mesh));
        Work<Direction, Change> applied =
                Work.onDirections(
                        context.narrowedTo(seen.survivors(context)),
                        direction -> {
                            Observation there = seen.valueOf(direction.local()).orElseThrow();
                            return context.apply(
                                    direction.local(),
                                    desired.apply(direction, there.of(ref.apply(direction))),
                                    there);
                        });
        return StepReport.of(step).withFailures(seen.failures()).withFailures(applied.failures());
    }
}
