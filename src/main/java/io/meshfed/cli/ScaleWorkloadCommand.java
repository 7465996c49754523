package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.engine.Step;
import io.meshfed.model.Federation;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.steps.ScaleWorkloadStep;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "scale-workload",
        description = "Gives a Deployment of a mesh a number of pods, and waits for them.",
        footer = {
            "",
            "Example:",
            "  meshfed scale-workload --mesh east --workload east-mesh-member/kube-info-v1 --replicas 0"
        })
@CatalogEntry(
        displayName = "Scale workload",
        tags = "traffic",
        writes = true,
        details =
                "Scales through the subresource, and ends when all pods are available. An autoscaler that would undo it is told of instead.")
@Access({
    Permission.WORKLOADS,
    Permission.SCALE,
    Permission.AUTOSCALERS,
    Permission.READ_TRUST,
    Permission.READ_PROMOTIONS,
    Permission.LOCK
})
@Result(
        name = "previous-replicas",
        description = "Number of pods that it was to have before",
        maxBytes = 10)
final class ScaleWorkloadCommand extends WritingCommand {

    @Option(
            names = "--workload",
            paramLabel = "[NAMESPACE/]NAME",
            required = true,
            converter = NameConverter.InNamespace.class,
            description =
                    "The Deployment. The namespace may be left out when the federation file exports a service of that name.")
    String workload = "";

    @Option(
            names = "--replicas",
            paramLabel = "N",
            required = true,
            converter = CountConverter.Replicas.class,
            description = "How many pods it is to have.")
    int replicas;

    @Option(names = "--yes-production", description = "The mesh may be one of stage production.")
    boolean production;

    ScaleWorkloadCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<Step> steps() {
        return Pipelines.alone(
                new ScaleWorkloadStep(federation.meshes.get(0), workload, replicas, production));
    }

    @Override
    Federation part(Federation whole) {
        OneMesh.of(whole, federation);
        return Narrowing.MESHES.narrow(whole, federation);
    }
}
