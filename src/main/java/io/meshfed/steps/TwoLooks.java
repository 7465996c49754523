package io.meshfed.steps;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Believes that something is not there only when two looks say so. One wrong answer, and what a way
 * back needs would be forgotten for ever, or left behind. What is there costs one look.
 */
record TwoLooks(StepContext context, Mesh mesh) {

    Observation of(ObjectRef ref) {
        return of(ref.type(), ref.namespace(), List.of(ref.name()));
    }

    Observation of(ResourceType type, String namespace, Collection<String> names) {
        Observation seen = look(type, namespace, names);
        List<String> missing = new ArrayList<>(names);
        missing.removeAll(seen.all().keySet());
        if (missing.isEmpty()) {
            return seen;
        }
        List<ClusterObject> all = new ArrayList<>(seen.all().values());
        all.addAll(look(type, namespace, missing).all().values());
        return Observation.of(all);
    }

    /** What never was is no news; a server that says it was gone already is asked again. */
    void delete(ObjectRef ref) {
        Observation seen = of(ref);
        if (seen.of(ref).isEmpty()) {
            return;
        }
        if (context.delete(mesh, ref, seen).kind() == Change.Kind.NOT_FOUND) {
            Observation left = look(ref.type(), ref.namespace(), List.of(ref.name()));
            if (left.of(ref).isPresent()) {
                context.delete(mesh, ref, left);
            }
        }
    }

    private Observation look(ResourceType type, String namespace, Collection<String> names) {
        return context.sessionFor(mesh).findAll(type, namespace, names);
    }
}
