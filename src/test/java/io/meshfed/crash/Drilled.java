package io.meshfed.crash;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.probe.DrillVerdict;
import io.meshfed.probe.Load;
import io.meshfed.resource.DrillMemory;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.DrillSubject;
import io.meshfed.steps.DrillWatch;
import io.meshfed.steps.Entrance;
import io.meshfed.steps.FailoverDrillStep;
import io.meshfed.steps.ProbeRequest;
import io.meshfed.steps.RestoreDrillStep;
import io.meshfed.steps.ScaleWorkloadStep;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The pods behind the service that visitors ask for, here and at the peer. */
final class Drilled {

    /** As deployed. */
    private static final int REPLICAS = 2;

    /** As scaled by somebody since. */
    static final int SCALED = 3;

    static final ObjectRef WORKLOAD =
            new ObjectRef(ResourceTypes.DEPLOYMENT, Visitors.SERVICE.namespace(), "kube-info");
    static final ObjectRef MEMORY =
            DrillMemory.ref(World.FEDERATION.mesh(Visitors.MESH).orElseThrow());

    private static final Duration SYNC = Duration.ofSeconds(60);
    private static final int RATE = 5;

    private Drilled() {}

    static ScaleWorkloadStep scaling(int replicas) {
        return new ScaleWorkloadStep(Visitors.MESH, Visitors.SERVICE.toString(), replicas, false);
    }

    static FailoverDrillStep drill(Load.Source source) {
        return drill(
                Visited.STAGING,
                WORKLOAD.name(),
                PatternWish.of(TrafficPattern.failover(Visitors.PEER, "us-east")),
                false,
                source);
    }

    /** Of the service that is promoted, in the mesh that it is promoted to. */
    static FailoverDrillStep drillProduction(Load.Source source) {
        Visited production = Promoted.PRODUCTION;
        return drill(
                production,
                "kube-info",
                PatternWish.of(TrafficPattern.failover(production.peer(), "us-west")),
                true,
                source);
    }

    private static FailoverDrillStep drill(
            Visited of,
            String workload,
            PatternWish pattern,
            boolean alsoProduction,
            Load.Source source) {
        ProbeRequest request =
                new ProbeRequest(new Entrance.OfMesh(), "/info", "", List.of(), 200, "");
        return new FailoverDrillStep(
                new DrillSubject(
                        of.mesh(),
                        of.service().toString(),
                        List.of(workload),
                        pattern,
                        List.of(),
                        alsoProduction),
                new DrillWatch(
                        request,
                        RATE,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(40)),
                new DrillVerdict(DrillVerdict.ANY, DrillVerdict.EVER),
                SYNC,
                source);
    }

    static RestoreDrillStep restore() {
        return new RestoreDrillStep(Visitors.MESH, Visitors.SERVICE.toString(), SYNC);
    }

    /** The same in both meshes. */
    static void deploy(World world) {
        for (Visited each : List.of(Visited.STAGING, Promoted.PRODUCTION)) {
            deploy(world, each.cluster(), each.service(), "v1", "example/kube-info:1");
        }
    }

    static void deploy(
            World world, String cluster, ServiceName service, String version, String image) {
        Map<String, String> labels = Map.of("app", service.name(), "version", version);
        Map<String, Object> container = Map.of("name", "kube-info", "image", image);
        world.api(cluster)
                .store()
                .put(
                        Visitors.object(
                                ResourceTypes.DEPLOYMENT,
                                new ServiceName(service.namespace(), "kube-info"),
                                Map.of(
                                        "replicas",
                                        (long) REPLICAS,
                                        "selector",
                                        Map.of("matchLabels", labels),
                                        "template",
                                        Map.of(
                                                "metadata",
                                                Map.of("labels", labels),
                                                "spec",
                                                Map.of("containers", List.of(container))))));
    }
}
