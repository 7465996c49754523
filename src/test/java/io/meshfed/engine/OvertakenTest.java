package io.meshfed.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.ClusterSessions;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.Timekeeper;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.report.StepReport;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.Federations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OvertakenTest {

    private static final ObjectRef ROOT =
            new ObjectRef(ResourceTypes.CONFIG_MAP, "east-mesh", "west-ca-root-cert");
    private static final ObjectRef PEER = new ObjectRef(ResourceTypes.PEER, "east-mesh", "west");

    private final Federation triangle = Federations.read(Federations.TRIANGLE);

    @Test
    @DisplayName("a run that was overtaken starts over once, and tells all that it has written")
    void startsOver() {
        Scripted step =
                new Scripted(
                        attempt(List.of(change(Change.Kind.CREATED, ROOT)), moved()),
                        attempt(
                                List.of(
                                        change(Change.Kind.UNCHANGED, ROOT),
                                        change(Change.Kind.CREATED, PEER))));

        List<StepReport> reports = run(RunSettings.Mode.WRITE, step);

        assertEquals(ErrorClass.OK, reports.get(0).verdict());
        assertEquals(
                List.of(change(Change.Kind.CREATED, ROOT), change(Change.Kind.CREATED, PEER)),
                reports.get(0).changes());
    }

    @Test
    @DisplayName("a run that is overtaken again and again ends with what it met last")
    void onlyOnce() {
        Scripted step =
                new Scripted(
                        attempt(List.of(), moved()),
                        attempt(List.of(), moved()),
                        attempt(List.of()));

        assertEquals(ErrorClass.CONFLICT, run(RunSettings.Mode.WRITE, step).get(0).verdict());
        assertEquals(1, step.attempts.size());
    }

    @Test
    @DisplayName(
            "what an earlier step had written is told, also when the second attempt ends before it")
    void endsEarlier() {
        Scripted first =
                new Scripted(
                        attempt(List.of()),
                        attempt(
                                List.of(),
                                new FederationException(ErrorClass.TRANSIENT, "gone", "")));
        Scripted second =
                new Scripted(
                        "second", attempt(List.of(change(Change.Kind.CREATED, PEER)), moved()));

        List<StepReport> reports = run(RunSettings.Mode.WRITE, first, second);

        assertEquals(ErrorClass.TRANSIENT, reports.get(0).verdict());
        assertEquals(List.of(change(Change.Kind.CREATED, PEER)), reports.get(1).changes());
    }

    @Test
    @DisplayName("a look alone that finds something missing, and a rehearsal, are not repeated")
    void lookers() {
        FederationException missing =
                new FederationException(ErrorClass.PRECOND, "peer-not-applied", "").asOvertaken();
        Scripted look = new Scripted(attempt(List.of(), missing), attempt(List.of()));
        Scripted rehearsal = new Scripted(attempt(List.of(), moved()), attempt(List.of()));

        assertEquals(ErrorClass.PRECOND, run(RunSettings.Mode.WRITE, look).get(0).verdict());
        assertEquals(
                ErrorClass.CONFLICT, run(RunSettings.Mode.DRY_RUN, rehearsal).get(0).verdict());
    }

    @Test
    @DisplayName("what is told around an error that was overtaken was overtaken too")
    void around() {
        FederationException told =
                new FederationException(ErrorClass.PARTIAL, "in part", "", List.of(), moved());

        assertTrue(told.overtaken());
    }

    private static FederationException moved() {
        return new FederationException(ErrorClass.CONFLICT, "met a concurrent change", "")
                .asOvertaken();
    }

    private static StepReport attempt(List<Change> changes, FederationException... errors) {
        return StepReport.of("first")
                .withChanges(changes)
                .withFailures(Stream.of(errors).map(Failure::ofRun).toList());
    }

    private static Change change(Change.Kind kind, ObjectRef object) {
        return new Change(kind, "aro", object, List.of());
    }

    private List<StepReport> run(RunSettings.Mode mode, Step... steps) {
        Cancellation cancellation = new Cancellation();
        RunSettings settings =
                new RunSettings(
                        Progress.NONE,
                        cancellation,
                        Timekeeper.real(cancellation),
                        Duration.ofMinutes(1),
                        Deadline.none(),
                        mode);
        return new StepRunner()
                .run(
                        List.of(steps),
                        new StepContext(
                                triangle, triangle, new Clusters(new NoSessions()), settings));
    }

    /** A report per attempt. */
    private static final class Scripted implements Step {
        private final String name;
        private final Deque<StepReport> attempts;

        Scripted(StepReport... attempts) {
            this("first", attempts);
        }

        Scripted(String name, StepReport... attempts) {
            this.name = name;
            this.attempts = new ArrayDeque<>(List.of(attempts));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public StepReport run(StepContext context) {
            StepReport said = attempts.remove();
            said.changes().forEach(context.clusters().journal()::add);
            return StepReport.of(name).withFailures(said.failures());
        }
    }

    private static final class NoSessions implements ClusterSessions {
        @Override
        public ClusterSession open(ClusterRef cluster) {
            throw new AssertionError("no session of " + cluster.name() + " was to be opened");
        }

        @Override
        public void close() {}
    }
}
