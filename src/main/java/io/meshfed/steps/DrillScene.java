package io.meshfed.steps;

import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.DrillMemory;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a drill finds, and what it does to it. */
record DrillScene(StepContext context, DrillSubject subject, Duration syncPeriod) {

    Mesh local() {
        return subject.local(context);
    }

    /** The same, but for no longer. */
    DrillScene within(Duration limit) {
        return new DrillScene(context.within(limit), subject, syncPeriod);
    }

    private PatternChange change() {
        ServiceName service = subject.service(context);
        RouteScene scene = new RouteScene(context, local(), service);
        return new PatternChange(
                scene, RouteTrafficStep.named(Set.copyOf(subject.hosts())), syncPeriod);
    }

    /**
     * All that has to be put back.
     *
     * @throws FederationException PRECOND when there is nothing to take away, or it could not be
     *     put back
     */
    DrillMemory look() {
        PatternChange change = change();
        String pattern = change.standing();
        if (TrafficPattern.parse(pattern).isEmpty()) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "the pattern that '%s' in mesh '%s' is routed by is not known, and could not be put back"
                            .formatted(subject.service(), local().name()),
                    "Set it anew first: meshfed route-traffic --pattern standard.");
        }
        SortedMap<ServiceName, Integer> workloads = new TreeMap<>();
        for (ServiceName name : subject.deployments(context)) {
            ClusterObject found = ScaleWorkloadStep.find(context, local(), ref(name));
            long replicas = ScaleWorkloadStep.wanted(found);
            if (replicas == 0) {
                throw new FederationException(
                        ErrorClass.PRECOND,
                        "%s in cluster '%s' has no pods: there is nothing to take away"
                                .formatted(ref(name), local().cluster().name()),
                        "Scale it first: meshfed scale-workload.");
            }
            workloads.put(name, (int) replicas);
        }
        return new DrillMemory(
                subject.service(context), pattern, change.standingHosts(), workloads);
    }

    /**
     * @throws FederationException PRECOND when the peer is not connected and in step both ways
     */
    void requireProved() {
        new ProvedPeers(context, syncPeriod)
                .require(subject.failover().directions(context.whole(), local()));
    }

    void route() {
        change().to(subject.failover());
    }

    /** All of them to none, one right after the other. */
    void takeAway(DrillMemory memory) {
        memory.workloads().keySet().forEach(name -> scale(name, 0));
    }

    void giveBack(DrillMemory memory) {
        memory.workloads().forEach(this::scale);
    }

    private void scale(ServiceName name, int replicas) {
        ClusterObject now = ScaleWorkloadStep.find(context, local(), ref(name));
        scaling(name, replicas).scale(context, local(), now);
    }

    void awaitGone(DrillMemory memory) {
        memory.workloads().keySet().forEach(name -> await(name, 0));
    }

    void awaitThere(DrillMemory memory) {
        memory.workloads().forEach(this::await);
    }

    private void await(ServiceName name, int replicas) {
        scaling(name, replicas).await(context, local(), ref(name), () -> false);
    }

    private ScaleWorkloadStep scaling(ServiceName name, int replicas) {
        return new ScaleWorkloadStep(local().name(), name.toString(), replicas, true);
    }

    private static ObjectRef ref(ServiceName name) {
        return new ObjectRef(ResourceTypes.DEPLOYMENT, name.namespace(), name.name());
    }
}
