package io.meshfed.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.ClusterSessions;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.Timekeeper;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Peering;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.Federations;
import io.meshfed.testing.SaidProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StepRunnerTest {

    private static final FederationException WRONG =
            new FederationException(ErrorClass.PRECOND, "it is wrong", "put it right");

    private final Federation triangle = Federations.read(Federations.TRIANGLE);
    private final SaidProgress progress = SaidProgress.silent();
    private final List<String> worked = new ArrayList<>();

    @Test
    @DisplayName("a mesh that fails in one step is left out of the next with its peerings")
    void leavesOutMeshes() {
        run(failing(Failure.ofMesh("south", WRONG)), step(StepReport::of));

        assertEquals(List.of("[east,south, east,west, south,west]", "[east,west]"), worked);
    }

    @Test
    @DisplayName("a peering that fails in one step is left out of the next, and its meshes are not")
    void leavesOutPeerings() {
        run(failing(Failure.ofPeering("west", "east", WRONG)), step(StepReport::of));

        assertEquals(
                List.of("[east,south, east,west, south,west]", "[east,south, south,west]"), worked);
    }

    @Test
    @DisplayName("a failure of the whole run ends it")
    void ends() {
        List<StepReport> reports = run(failing(Failure.ofRun(WRONG)), step(StepReport::of));

        assertEquals(1, reports.size());
        assertEquals(1, worked.size());
    }

    @Test
    @DisplayName("a step that throws has failed for the whole run, and what it changed is told")
    void reportsWhatAThrowingStepDid() {
        Change change =
                new Change(
                        Change.Kind.CREATED,
                        "aro",
                        new ObjectRef(ResourceTypes.PEER, "east-mesh", "west"),
                        List.of());
        Step throwing =
                new Step() {
                    @Override
                    public String name() {
                        return "throwing";
                    }

                    @Override
                    public StepReport run(StepContext context) {
                        context.clusters().journal().add(change);
                        throw WRONG;
                    }
                };

        List<StepReport> reports = run(throwing, step(StepReport::of));

        assertEquals(1, reports.size());
        assertEquals(List.of(change), reports.get(0).changes());
        assertEquals(ErrorClass.PRECOND, reports.get(0).verdict());
    }

    @Test
    @DisplayName("when nothing is left to work on, no further step runs")
    void stopsWhenNothingIsLeft() {
        Step all =
                step(
                        name ->
                                StepReport.of(name)
                                        .withFailures(
                                                List.of(
                                                        Failure.ofMesh("east", WRONG),
                                                        Failure.ofMesh("west", WRONG),
                                                        Failure.ofMesh("south", WRONG))));

        assertEquals(1, run(all, step(StepReport::of)).size());
    }

    @Test
    @DisplayName("of several steps each is announced with what it works on and what came of it")
    void announces() {
        run(failing(Failure.ofMesh("south", WRONG)), step(StepReport::of), step(StepReport::of));

        assertEquals(
                List.of(
                        "step: 3 meshes, 3 peerings",
                        "step: 0 changes, 1 failure",
                        "step: 2 meshes, 1 peering",
                        "step",
                        "step: 2 meshes, 1 peering",
                        "step"),
                progress.said());
    }

    @Test
    @DisplayName("a step that the failures before it left nothing to do is not told as done")
    void leftNothing() {
        Step all =
                step(
                        name ->
                                StepReport.of(name)
                                        .withFailures(
                                                triangle.peerings().stream()
                                                        .map(StepRunnerTest::failed)
                                                        .toList()));
        run(all, step(StepReport::of), step(StepReport::of));

        assertEquals(
                List.of(
                        "step: 3 meshes, 0 peerings",
                        "step: left out, the failures before it left nothing to do"),
                progress.said().subList(2, 4));
    }

    private static Failure failed(Peering peering) {
        return Failure.ofPeering(peering.first().name(), peering.second().name(), WRONG);
    }

    @Test
    @DisplayName("a step is not announced, alone or behind its guard")
    void isSilentAboutOne() {
        run(step(StepReport::of));
        run(step(StepReport::of), step(StepReport::of));

        assertEquals(List.of(), progress.said());
    }

    private List<StepReport> run(Step... steps) {
        Cancellation cancellation = new Cancellation();
        RunSettings settings =
                new RunSettings(
                        progress,
                        cancellation,
                        Timekeeper.real(cancellation),
                        Duration.ofMinutes(1),
                        Deadline.none(),
                        RunSettings.Mode.WRITE);
        StepContext context =
                new StepContext(triangle, triangle, new Clusters(new NoSessions()), settings);
        return new StepRunner().run(List.of(steps), context);
    }

    private Step failing(Failure failure) {
        return step(name -> StepReport.of(name).withFailures(List.of(failure)));
    }

    private Step step(Function<String, StepReport> report) {
        return new Step() {
            @Override
            public String name() {
                return "step";
            }

            @Override
            public StepReport run(StepContext context) {
                worked.add(
                        context.federation().peerings().stream()
                                .map(Peering::toString)
                                .toList()
                                .toString());
                return report.apply(name());
            }
        };
    }

    /** For steps that look at no cluster. */
    private static final class NoSessions implements ClusterSessions {
        @Override
        public ClusterSession open(ClusterRef cluster) {
            throw new AssertionError("no session of " + cluster.name() + " was to be opened");
        }

        @Override
        public void close() {}
    }
}
