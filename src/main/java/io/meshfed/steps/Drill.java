package io.meshfed.steps;

import io.meshfed.cluster.Deadline;
import io.meshfed.engine.RunSettings;
import io.meshfed.probe.Load;
import io.meshfed.probe.LoadPlan;
import io.meshfed.probe.Measurement;
import io.meshfed.probe.Measures;
import io.meshfed.probe.Millis;
import io.meshfed.probe.Second;
import io.meshfed.probe.Timeline;
import io.meshfed.probe.Timeline.Moment;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.report.Words;
import io.meshfed.resource.DrillMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A service that goes and comes again, under requests that never stop. */
record Drill(
        DrillScene scene, DrillWatch watch, DrillLoad requests, DrillMemory memory, DrillLog log) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final int FEW = 5;

    private RunSettings settings() {
        return scene.context().settings();
    }

    private Progress progress() {
        return settings().progress();
    }

    private String local() {
        return log.local();
    }

    /**
     * Before anything is written.
     *
     * @throws FederationException PRECOND when nothing answers at the target
     */
    void requireAnswers() {
        Measures measures = new Measures();
        try (Load load = requests.start(watch.plan(FEW), measures)) {
            while (!load.await(LOOK_EVERY)) {
                settings().cancellation().throwIfCancelled();
            }
        }
        Measurement measured = measures.soFar();
        if (measured.answered() == 0) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "nothing answers at %s (%s): there is nothing to take away"
                            .formatted(
                                    requests.target().url(),
                                    String.join(", ", measured.failures().keySet())),
                    "See what is wrong with: meshfed probe-service. --path, --connect-to and --url say where to.");
        }
    }

    void run() {
        progress()
                .doing(
                        "routing %s: %s"
                                .formatted(memory.service(), scene.subject().failover().pattern()));
        scene.route();
        progress()
                .doing("probing %s, %d a second".formatted(requests.target().url(), watch.rate()));
        LoadPlan plan = watch.plan(LoadPlan.UNTIL_STOPPED);
        try (Load load = requests.start(plan, log)) {
            if (!steadily(local())) {
                throw unsteady();
            }
            takeAway(load);
            giveBack(load);
        }
    }

    private void takeAway(Load load) {
        log.mark(Moment.TAKEN_AWAY, load);
        scene.takeAway(memory);
        progress()
                .doing(
                        "scaled to 0: %s"
                                .formatted(Words.count(memory.workloads().size(), "workload")));
        scene.within(watch.patience()).awaitGone(memory);
        log.mark(Moment.GONE, load);
        if (steadily(log.peer())) {
            progress().done("'%s' answers every request".formatted(log.peer()));
        }
    }

    private void giveBack(Load load) {
        log.mark(Moment.GIVEN_BACK, load);
        scene.giveBack(memory);
        progress().doing("scaled back");
        scene.within(watch.patience()).awaitThere(memory);
        log.mark(Moment.THERE, load);
        if (steadily(local())) {
            progress().done("'%s' answers every request again".formatted(local()));
        }
    }

    /** Whether that mesh answered every request for long enough, before patience was lost. */
    private boolean steadily(String mesh) {
        Deadline limit = settings().deadline().within(watch.patience());
        Timeline now = log.soFar();
        while (now.steadily(mesh).compareTo(watch.steady()) < 0) {
            if (limit.passed()) {
                return false;
            }
            settings().pause(LOOK_EVERY);
            now = log.soFar();
            progress().measuring(inShort(now));
        }
        return true;
    }

    private static String inShort(Timeline now) {
        List<Second> seconds = now.seconds();
        if (seconds.size() < 2) {
            return "begun";
        }
        Second last = seconds.get(seconds.size() - 2);
        List<String> answers = new ArrayList<>();
        last.answers().forEach((mesh, count) -> answers.add(mesh + " " + count));
        answers.add(last.failed() + " failed");
        return "%ds: %s; %s lost since the scaling"
                .formatted(seconds.size() - 1, String.join(", ", answers), now.lost());
    }

    private FederationException unsteady() {
        return new FederationException(
                ErrorClass.PRECOND,
                "'%s' did not answer every request for %s before anything was taken away"
                        .formatted(local(), Millis.text(watch.steady())),
                "See who does: meshfed probe-service. Do all its answers say their mesh?");
    }
}
