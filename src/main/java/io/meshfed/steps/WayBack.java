package io.meshfed.steps;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.DrillMemory;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leads from whatever a drill left, wherever it was cut off, to what it found: the pods first, then
 * the pattern, and last of all the memory of both goes. Going twice changes nothing more.
 */
record WayBack(StepContext context, Mesh mesh, Duration syncPeriod) {

    private TwoLooks sure() {
        return new TwoLooks(context, mesh);
    }

    /**
     * @throws FederationException PARTIAL when it cannot be read: what was is never guessed
     */
    Optional<DrillMemory> remembered() {
        return OpenDrills.of(context, mesh).or(() -> OpenDrills.of(context, mesh));
    }

    /**
     * @throws FederationException CONFLICT when something is remembered by now: that of another
     *     drill is never written over
     */
    void remember(DrillMemory memory) {
        Manifest desired = memory.desired(context.whole().name(), mesh);
        Observation seen = look(desired.ref());
        if (seen.of(desired.ref()).isPresent()) {
            throw new FederationException(
                    ErrorClass.CONFLICT,
                    "another drill of mesh '%s' has begun meanwhile: there is %s in cluster '%s'"
                            .formatted(mesh.name(), desired.ref(), mesh.cluster().name()),
                    "Run the same command again when that is over.");
        }
        context.apply(mesh, desired, seen);
    }

    /**
     * The pods are waited for before the pattern goes, as long as nobody wishes for the end.
     *
     * @throws FederationException PARTIAL with all that could not be put back; the memory stays
     */
    void go(DrillMemory memory) {
        Attempts attempts = new Attempts();
        for (Map.Entry<ServiceName, Integer> each : memory.workloads().entrySet()) {
            attempts.attempt(each.getKey().toString(), () -> scale(each.getKey(), each.getValue()));
        }
        if (attempts.fine()) {
            for (Map.Entry<ServiceName, Integer> each : memory.workloads().entrySet()) {
                attempts.attempt("pods of " + each.getKey(), () -> await(each.getKey()));
            }
        }
        attempts.attempt("pattern " + memory.pattern(), () -> route(memory));
        attempts.requireFine(mesh, memory);
        sure().delete(DrillMemory.ref(mesh));
    }

    /** What cannot be done, whatever it throws, does not keep the rest from being done. */
    private static final class Attempts {

        private final List<String> left = new ArrayList<>();
        private Optional<RuntimeException> bug = Optional.empty();
        private Optional<Error> error = Optional.empty();

        void attempt(String what, Runnable work) {
            try {
                work.run();
            } catch (FederationException failure) {
                left.add("%s: %s".formatted(what, failure.getMessage()));
            } catch (RuntimeException unexpected) {
                bug = bug.or(() -> Optional.of(unexpected));
            } catch (Error unexpected) {
                error = error.or(() -> Optional.of(unexpected));
            }
        }

        boolean fine() {
            return left.isEmpty() && bug.isEmpty() && error.isEmpty();
        }

        void requireFine(Mesh mesh, DrillMemory memory) {
            if (error.isPresent()) {
                throw error.get();
            }
            if (bug.isPresent()) {
                throw bug.get();
            }
            if (!left.isEmpty()) {
                throw new FederationException(
                        ErrorClass.PARTIAL,
                        "not all of what the drill changed in mesh '%s' could be put back"
                                .formatted(mesh.name()),
                        "When the cause is gone: " + OpenDrills.restore(mesh, memory),
                        left,
                        null);
            }
        }
    }

    private Optional<ClusterObject> deployment(ServiceName name) {
        ObjectRef ref = new ObjectRef(ResourceTypes.DEPLOYMENT, name.namespace(), name.name());
        return sure().of(ref).of(ref);
    }

    /** Only from none: any other number is what somebody else wanted since. */
    private void scale(ServiceName name, int replicas) {
        Optional<ClusterObject> found = deployment(name);
        if (found.isEmpty()) {
            warn("Deployment %s is gone, and is not scaled back".formatted(name));
            return;
        }
        long now = ScaleWorkloadStep.wanted(found.get());
        if (now == 0) {
            new ScaleWorkloadStep(mesh.name(), name.toString(), replicas, true)
                    .scale(context, mesh, found.get());
        } else if (now != replicas) {
            warn(
                    "Deployment %s was scaled to %d meanwhile, and is left so instead of %d"
                            .formatted(name, now, replicas));
        }
    }

    private void await(ServiceName name) {
        Cancellation cancellation = context.settings().cancellation();
        deployment(name)
                .ifPresent(
                        found ->
                                new ScaleWorkloadStep(
                                                mesh.name(),
                                                name.toString(),
                                                (int) ScaleWorkloadStep.wanted(found),
                                                true)
                                        .await(
                                                context.within(half()),
                                                mesh,
                                                found.ref(),
                                                cancellation::isWished));
    }

    /** Pods that do not come must leave time for the pattern. */
    private Duration half() {
        return context.settings().deadline().remaining().dividedBy(2);
    }

    private void route(DrillMemory memory) {
        RouteScene scene = new RouteScene(context, mesh, memory.service());
        PatternChange change = new PatternChange(scene, Optional.of(memory.hosts()), syncPeriod);
        change.to(PatternWish.of(TrafficPattern.parse(memory.pattern()).orElseThrow()));
    }

    private Observation look(ObjectRef ref) {
        return context.sessionFor(mesh).findAll(ref.type(), ref.namespace(), List.of(ref.name()));
    }

    private void warn(String what) {
        context.settings().progress().warning(SafeText.of(what));
    }
}
