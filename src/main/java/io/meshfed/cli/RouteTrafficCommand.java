package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.engine.Step;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.RouteTrafficStep;
import io.meshfed.steps.verify.DirectionJudge;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "route-traffic",
        description = "Spreads the requests for a service over meshes.",
        footer = {
            "",
            "Example:",
            "  meshfed route-traffic --mesh east --service kube-info --pattern balance --weight east=50,west=50"
        })
@CatalogEntry(
        displayName = "Route traffic",
        tags = "traffic",
        writes = true,
        details =
                "Applies one VirtualService and, for a failover, one DestinationRule and the import as local. What requests are sent to comes before what sends "
                        + "them there, and goes after it. Nothing is sent to a peer that is not connected and in step in both directions.")
@Access({
    Permission.CONTROL_PLANE,
    Permission.OWN_ROOTS,
    Permission.SERVICES,
    Permission.PODS,
    Permission.READ_TRUST,
    Permission.READ_EXPORTS,
    Permission.READ_IMPORTS,
    Permission.READ_PEERS,
    Permission.NODES,
    Permission.ROUTES,
    Permission.GATEWAYS,
    Permission.ROUTED_SERVICES,
    Permission.ROUTE,
    Permission.FAIL_OVER,
    Permission.MERGE_IMPORTS,
    Permission.REGIONS,
    Permission.READ_PROMOTIONS,
    Permission.LOCK
})
@Result(
        name = "pattern",
        description = "The pattern that stands now, as --pattern takes it",
        maxBytes = 250)
@Result(
        name = "previous-pattern",
        description = "The pattern that stood before, as --pattern takes it",
        maxBytes = 250)
final class RouteTrafficCommand extends WritingCommand {

    @Mixin RouteOptions route;
    @Mixin OneService target;

    @Option(
            names = "--sync-period",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.Limit.class,
            description = "istiod's --resync. Default: 60s; up to Service Mesh 2.5.0 it is 5m.")
    Duration syncPeriod = DirectionJudge.DEFAULT_SYNC_PERIOD;

    RouteTrafficCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(
                new RouteTrafficStep(
                        federation.meshes.get(0),
                        target.service,
                        route.wish(),
                        Set.copyOf(new TreeSet<>(route.hosts)),
                        syncPeriod));
    }

    /** The mesh itself, and the peers that requests may come to: others need not even answer. */
    @Override
    Federation part(Federation whole) {
        Mesh mesh = OneMesh.of(whole, federation);
        List<Direction> directions = route.wish().directions(whole, mesh);
        return directions.isEmpty()
                ? Narrowing.MESHES.narrow(whole, federation)
                : whole.onlyPeerings(
                        peering -> directions.stream().anyMatch(d -> d.peering().equals(peering)));
    }
}
