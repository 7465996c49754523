package io.meshfed.steps;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.report.StepReport;
import io.meshfed.steps.verify.DirectionJudge;
import io.meshfed.steps.verify.Judgement;
import io.meshfed.steps.verify.MatrixView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shows every direction as one look finds it, and waits for nothing.
 *
 * @param syncPeriod istiod's {@code --resync}
 */
public record StatusStep(Duration syncPeriod) implements Step {

    public static final String NAME = "status";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Work<Mesh, FederationLook> work =
                Work.onMeshes(context, mesh -> FederationLook.at(context, mesh));
        StepContext seen = context.narrowedTo(work.survivors(context));
        Map<Mesh, FederationLook> looks = new TreeMap<>();
        work.values().forEach(look -> looks.put(look.mesh(), look));
        FederationSight sight = new FederationSight(seen, looks);
        List<Judgement> judgements = sight.judge(new DirectionJudge(syncPeriod));
        MatrixView matrix = sight.matrix(judgements);
        return StepReport.of(NAME)
                .withFailures(work.failures())
                .withFailures(
                        judgements.stream()
                                .filter(judgement -> !judgement.good())
                                .map(
                                        judgement ->
                                                Unverified.failure(
                                                        judgement.direction(),
                                                        Optional.of(judgement),
                                                        ""))
                                .toList())
                .withData("matrix", matrix.toData())
                .withData("drills", OpenDrills.rows(seen));
    }
}
