package io.meshfed.steps;

import io.meshfed.cluster.ClusterIdentity;
import io.meshfed.engine.Outcome;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Mesh;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes sure that every cluster is the one that the file means, before anything is written
 * anywhere.
 */
public record CheckIdentityStep() implements Step {

    public static final String NAME = "check-identity";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        List<Failure> failures = new ArrayList<>();
        Map<String, ClusterRef> byId = new TreeMap<>();
        for (Outcome<ClusterRef, ClusterIdentity> outcome : ask(context)) {
            outcome.failure()
                    .ifPresent(error -> failures.addAll(failures(context, outcome.item(), error)));
            outcome.value().ifPresent(identity -> requireDistinct(byId, outcome.item(), identity));
        }
        return StepReport.of(NAME).withFailures(failures);
    }

    private static List<Outcome<ClusterRef, ClusterIdentity>> ask(StepContext context) {
        return context.atOnce(
                context.federation().clusters(),
                cluster -> context.clusters().session(cluster).identity());
    }

    /**
     * A wrong or unknown context ends the run; a cluster that does not answer only its own meshes.
     */
    private static List<Failure> failures(
            StepContext context, ClusterRef cluster, FederationException error) {
        if (error.errorClass() == ErrorClass.INPUT
                || error.errorClass() == ErrorClass.INTERRUPTED) {
            return List.of(Failure.ofRun(error));
        }
        return context.federation().meshes().stream()
                .filter(mesh -> mesh.cluster().equals(cluster))
                .map(Mesh::name)
                .map(mesh -> Failure.ofMesh(mesh, error))
                .toList();
    }

    private static void requireDistinct(
            Map<String, ClusterRef> byId, ClusterRef cluster, ClusterIdentity identity) {
        ClusterRef other = byId.putIfAbsent(identity.id(), cluster);
        if (other != null) {
            throw twins(other, cluster, identity);
        }
    }

    static FederationException twins(ClusterRef one, ClusterRef other, ClusterIdentity identity) {
        return new FederationException(
                ErrorClass.INPUT,
                "clusters '%s' and '%s' of the federation file are one cluster (%s)"
                        .formatted(one.name(), other.name(), identity.id()),
                "Give each its own context, or let the meshes share one cluster entry.");
    }
}
