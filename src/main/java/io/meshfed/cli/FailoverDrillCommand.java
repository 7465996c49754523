package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.catalog.Workspace;
import io.meshfed.engine.Step;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.RunReport;
import io.meshfed.steps.FailoverDrillStep;
import io.meshfed.steps.RestoreDrillStep;
import io.meshfed.steps.verify.DirectionJudge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "failover-drill",
        description = "Takes a service away, proves that a peer stands in, and gives it back.",
        footer = {
            "",
            "Example:",
            "  meshfed failover-drill --mesh east --to west --service kube-info --workload kube-info-v1,kube-info-v2 --path /info --max-lost 20 --max-seconds 10 --picture drill.svg",
            "  meshfed failover-drill --mesh east --service kube-info --restore"
        })
@CatalogEntry(
        displayName = "Failover drill",
        tags = "traffic",
        writes = true,
        details =
                "Notes in the cluster what it finds, routes the service by failover, scales its workloads to 0 under steady requests, looks how the peer stands in, and puts everything back, "
                        + "whatever happens. What a killed run could not put back, the next one does, or one with restore. Ends with GATE-FAIL when more was lost, or it took longer, than allowed.")
@Access({
    Permission.CONTROL_PLANE,
    Permission.OWN_ROOTS,
    Permission.SERVICES,
    Permission.PODS,
    Permission.READ_TRUST,
    Permission.APPLY_TRUST,
    Permission.DELETE_TRUST,
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
    Permission.WORKLOADS,
    Permission.SCALE,
    Permission.AUTOSCALERS,
    Permission.LOCK
})
@Result(name = "verdict", description = "passed, failed, unknown, or restored", maxBytes = 10)
@Result(
        name = "failover-seconds",
        description =
                "Seconds until the peer answered every request; never when it did not, none with restore",
        maxBytes = 12)
final class FailoverDrillCommand extends WritingCommand {

    @Mixin DrillOptions drill;
    @Mixin ProbeOptions probe;
    @Mixin OneService target;

    @Option(
            names = "--restore",
            description =
                    "Only put back what a drill changed that was killed; nothing when none was.")
    boolean restore;

    @Option(
            names = "--picture",
            paramLabel = "PATH",
            converter = PathConverter.class,
            description =
                    "Also draw the timeline, as SVG: a file, or failover-drill.svg in that folder.")
    @Workspace(Workspace.Folder.OUTPUT)
    Path picture;

    @Option(
            names = "--sync-period",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.Limit.class,
            description = "istiod's --resync. Default: 60s; up to Service Mesh 2.5.0 it is 5m.")
    Duration syncPeriod = DirectionJudge.DEFAULT_SYNC_PERIOD;

    private final Surroundings surroundings;

    FailoverDrillCommand(Surroundings surroundings) {
        super(surroundings);
        this.surroundings = surroundings;
    }

    @Override
    List<Step> steps() {
        String mesh = federation.meshes.get(0);
        if (restore) {
            return Pipelines.alone(new RestoreDrillStep(mesh, target.service, syncPeriod));
        }
        return Pipelines.alone(
                new FailoverDrillStep(
                        drill.subject(mesh, target.service),
                        drill.watch(probe.request(surroundings.redactor()), probe.requestTimeout),
                        drill.wanted(),
                        syncPeriod));
    }

    /** The mesh itself, and the peer that stands in: others need not even answer. */
    @Override
    Federation part(Federation whole) {
        Mesh mesh = OneMesh.of(whole, federation);
        if (restore) {
            return Narrowing.MESHES.narrow(whole, federation);
        }
        drill.requireComplete();
        Optional.ofNullable(picture).ifPresent(DrillPicture::requireWritable);
        List<Direction> directions = drill.failover().directions(whole, mesh);
        return directions.isEmpty()
                ? Narrowing.MESHES.narrow(whole, federation)
                : whole.onlyPeerings(
                        peering -> directions.stream().anyMatch(d -> d.peering().equals(peering)));
    }

    @Override
    RunReport finish(RunReport report) {
        Optional.ofNullable(picture)
                .filter(path -> report.data().containsKey(DrillText.KEY))
                .flatMap(path -> DrillPicture.write(report, path))
                .ifPresent(trouble -> surroundings.console().stderr().println("‼ " + trouble));
        return report;
    }
}
