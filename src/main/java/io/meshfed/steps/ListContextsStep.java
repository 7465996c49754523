package io.meshfed.steps;

import io.meshfed.cluster.ClusterIdentity;
import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.Outcome;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Mesh;
import io.meshfed.report.Failure;
import io.meshfed.report.SafeText;
import io.meshfed.report.StepReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Says which cluster stands behind each name of the file, and who we are there. */
public record ListContextsStep() implements Step {

    public static final String NAME = "contexts";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (Outcome<ClusterRef, Map<String, Object>> outcome :
                context.atOnce(context.federation().clusters(), cluster -> row(context, cluster))) {
            rows.add(outcome.value().orElseGet(() -> silent(context, outcome.item())));
            outcome.failure()
                    .ifPresent(
                            error ->
                                    failures.add(
                                            new Failure(
                                                    new TreeSet<>(meshes(context, outcome.item())),
                                                    error)));
        }
        return StepReport.of(NAME).withFailures(failures).withData("contexts", rows);
    }

    private static Map<String, Object> row(StepContext context, ClusterRef cluster) {
        ClusterSession session = context.clusters().session(cluster);
        ClusterIdentity identity = session.identity();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("cluster", cluster.name());
        row.put("context", cluster.context());
        row.put("server", SafeText.of(identity.server()));
        row.put("user", SafeText.of(session.whoAmI()));
        row.put("clusterId", SafeText.of(identity.id()));
        row.put("pin", cluster.pin().map(pin -> "matches").orElse("none"));
        row.put("meshes", meshes(context, cluster));
        return row;
    }

    /** A cluster that does not answer has its row as well: the file's side of it is known. */
    private static Map<String, Object> silent(StepContext context, ClusterRef cluster) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("cluster", cluster.name());
        row.put("context", cluster.context());
        row.put("server", "");
        row.put("user", "");
        row.put("clusterId", "");
        row.put("pin", cluster.pin().isPresent() ? "not compared" : "none");
        row.put("meshes", meshes(context, cluster));
        return row;
    }

    private static List<String> meshes(StepContext context, ClusterRef cluster) {
        return context.federation().meshes().stream()
                .filter(mesh -> mesh.cluster().equals(cluster))
                .map(Mesh::name)
                .toList();
    }
}
