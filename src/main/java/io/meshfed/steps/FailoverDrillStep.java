package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.RunSettings;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.probe.DrillVerdict;
import io.meshfed.probe.Load;
import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.resource.DrillMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a service of a mesh away, looks how a peer stands in for it, and gives it back. Whatever
 * happens meanwhile, in the end all is as it was found; what it found is written down in the
 * cluster before anything is changed.
 *
 * @param syncPeriod istiod's {@code --resync}
 * @param source of the requests that never stop
 */
public record FailoverDrillStep(
        DrillSubject subject,
        DrillWatch watch,
        DrillVerdict wanted,
        Duration syncPeriod,
        Load.Source source)
        implements Step {

    public static final String NAME = "failover-drill";

    /** Waits of a drill: steady, gone, taken over, there, steady again. */
    private static final int WAITS = 5;

    /** Of a run's time, to put things back in. */
    private static final Duration RESERVE = Duration.ofSeconds(30);

    /** After a signal; well below the time after which a process is killed. */
    private static final Duration BRIEFLY = Duration.ofSeconds(6);

    public FailoverDrillStep {
        requireNonNull(subject);
        requireNonNull(watch);
        requireNonNull(wanted);
        requireNonNull(syncPeriod);
        requireNonNull(source);
    }

    /** With requests over the network. */
    public FailoverDrillStep(
            DrillSubject subject, DrillWatch watch, DrillVerdict wanted, Duration syncPeriod) {
        this(subject, watch, wanted, syncPeriod, Load::start);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Mesh local = subject.local(context);
        ScaleWorkloadStep.requireStage(local, subject.production());
        OpenPromotions.to(local, context).requireNoneOf(subject.service(context));
        requirePeer(context, local);
        requireTime(context.settings());
        WayBack back = new WayBack(context, local, syncPeriod);
        Optional<DrillMemory> left = back.remembered();
        left.ifPresent(found -> finish(context, back, found));
        if (left.isPresent() && context.settings().dryRun()) {
            return cutOff(context);
        }
        DrillScene scene = new DrillScene(context, subject, syncPeriod);
        DrillMemory memory = scene.look();
        scene.requireProved();
        if (context.settings().dryRun()) {
            return rehearsed(scene, back, memory);
        }
        DrillLoad requests =
                new DrillLoad(
                        source, watch.request().target(context, local), watch.request().tls());
        Drill drill =
                new Drill(
                        scene.within(time(context.settings())),
                        watch,
                        requests,
                        memory,
                        new DrillLog(local.name(), subject.failover().peer()));
        drill.requireAnswers();
        back.remember(memory);
        return watched(context, back, drill);
    }

    private static void finish(StepContext context, WayBack back, DrillMemory left) {
        context.settings()
                .progress()
                .doing("a drill of %s was cut off: putting back first".formatted(left.service()));
        back.go(left);
    }

    /** What a drill would find after that cannot be seen before it is put back. */
    private static StepReport cutOff(StepContext context) {
        context.settings()
                .progress()
                .warning(
                        "all that would be put back first is told; what the drill itself would do is known after that: meshfed failover-drill --restore");
        return StepReport.of(NAME);
    }

    private StepReport rehearsed(DrillScene scene, WayBack back, DrillMemory memory) {
        back.remember(memory);
        scene.route();
        scene.takeAway(memory);
        return StepReport.of(NAME);
    }

    private StepReport watched(StepContext context, WayBack back, Drill drill) {
        List<Failure> failures = new ArrayList<>();
        boolean restored = false;
        try {
            drill.run();
        } catch (FederationException broken) {
            failures.add(Failure.ofRun(broken));
        } finally {
            // Whatever else is thrown goes on only when everything is back.
            restored = restored(context, back, drill.memory(), failures);
        }
        boolean whole = failures.isEmpty();
        DrillReport report = new DrillReport(subject, drill, wanted);
        failures.removeIf(failure -> failure.error().errorClass() == ErrorClass.INTERRUPTED);
        return report.told(whole, restored).withFailures(failures);
    }

    /** Also when the run was told to end: then without waiting for pods. */
    private static boolean restored(
            StepContext context, WayBack back, DrillMemory memory, List<Failure> failures) {
        RunSettings settings = context.settings();
        settings.progress().doing("putting everything back");
        try {
            settings.cancellation()
                    .putBack(
                            BRIEFLY,
                            () -> {
                                back.go(memory);
                                return true;
                            });
            settings.progress().done("everything is as it was");
            return true;
        } catch (FederationException left) {
            failures.add(Failure.ofRun(left));
            return false;
        }
    }

    private void requirePeer(StepContext context, Mesh local) {
        List<String> problems = subject.failover().problems(context.whole(), local);
        if (!problems.isEmpty()) {
            throw new FederationException(ErrorClass.INPUT, problems.get(0), "");
        }
    }

    /** What is left for the drill itself. */
    private Duration time(RunSettings settings) {
        return settings.deadline().remaining().minus(watch.patience()).minus(RESERVE);
    }

    private void requireTime(RunSettings settings) {
        Duration needed = watch.patience().multipliedBy(WAITS);
        if (time(settings).compareTo(needed) < 0) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "a drill that waits %s for each change may take %s, and the run may last %s"
                            .formatted(
                                    Durations.text(watch.patience()),
                                    Durations.text(needed.plus(watch.patience()).plus(RESERVE)),
                                    Durations.text(settings.timeout())),
                    "Raise --timeout, or lower --patience.");
        }
    }
}
