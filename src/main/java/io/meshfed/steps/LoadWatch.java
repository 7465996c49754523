package io.meshfed.steps;

import io.meshfed.engine.RunSettings;
import io.meshfed.probe.Load;
import io.meshfed.probe.LoadPlan;
import io.meshfed.probe.Measures;
import java.time.Duration;

/** Waits for a load to end, and tells how it goes meanwhile. */
final class LoadWatch {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private LoadWatch() {}

    /**
     * @return false when the run's time was over, or the run cancelled, before
     */
    static boolean follow(Load load, Measures measures, LoadPlan plan, RunSettings settings) {
        boolean over = load.await(LOOK_EVERY);
        while (!over && !settings.cancellation().isCancelled() && !settings.deadline().passed()) {
            settings.progress().measuring(ProbeReport.inShort(measures.soFar(), plan.requests()));
            over = load.await(LOOK_EVERY);
        }
        return over;
    }
}
