package io.meshfed.steps;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at everything that a later step needs, before any of them writes: the same checks, minus
 * what cannot exist yet.
 */
public record VerifyAccessStep() implements Step {

    public static final String NAME = "verify-access";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Map<String, ClusterAccess> clusters = ClusterAccess.ask(context);
        Optional<FederationException> twin = ClusterAccess.twin(clusters);
        Work<Mesh, MeshAccessChecks> work =
                Work.onMeshes(context, mesh -> new MeshAccessChecks(context, mesh, clusters).run());
        List<Check> checks = new ArrayList<>();
        List<Failure> failures = new ArrayList<>(work.failures());
        List<Map<String, Object>> rows = new ArrayList<>();
        checks.add(distinct(clusters, twin));
        twin.map(Failure::ofRun).ifPresent(failures::add);
        for (MeshAccessChecks mesh : work.values()) {
            checks.addAll(mesh.list().checks());
            failures.addAll(mesh.list().failures());
            rows.add(mesh.row());
        }
        return StepReport.of(NAME)
                .withChecks(checks)
                .withFailures(failures)
                .withData("access", rows);
    }

    private static Check distinct(
            Map<String, ClusterAccess> clusters, Optional<FederationException> twin) {
        CheckCode code = CheckCode.DISTINCT_CLUSTERS;
        if (twin.isPresent()) {
            return CheckList.failed(code, "", twin.get());
        }
        if (!ClusterAccess.unknown(clusters).isEmpty()) {
            return Check.skipped(code, "", "", code.promise(), CheckCode.CLUSTER_ID);
        }
        return Check.ok(
                code, "", "", "%d clusters, each with its own id".formatted(clusters.size()));
    }
}
