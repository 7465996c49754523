package io.meshfed.e2e;

import io.meshfed.cluster.Cancellation;
import io.meshfed.engine.RunSettings;
import io.meshfed.report.Progress;
import io.meshfed.steps.ShareTrustStep;
import java.time.Duration;

/** The options of one run. */
record How(
        Duration timeout,
        boolean restartIstiod,
        ShareTrustStep.Mode trust,
        RunSettings.Mode mode,
        Cancellation cancellation,
        Progress progress) {

    /** Half a minute of a sandbox is ten minutes. */
    static How usual() {
        return new How(
                Duration.ofSeconds(30),
                false,
                ShareTrustStep.Mode.REPLACE,
                RunSettings.Mode.WRITE,
                new Cancellation(),
                Progress.NONE);
    }

    How within(Duration other) {
        return new How(other, restartIstiod, trust, mode, cancellation, progress);
    }

    How withinSeconds(long seconds) {
        return within(Duration.ofSeconds(seconds));
    }

    How restartingIstiod() {
        return new How(timeout, true, trust, mode, cancellation, progress);
    }

    How adding() {
        return new How(
                timeout, restartIstiod, ShareTrustStep.Mode.ADD, mode, cancellation, progress);
    }

    How rehearsing() {
        return new How(
                timeout, restartIstiod, trust, RunSettings.Mode.DRY_RUN, cancellation, progress);
    }

    How cancelledBy(Cancellation other) {
        return new How(timeout, restartIstiod, trust, mode, other, progress);
    }

    How telling(Progress other) {
        return new How(timeout, restartIstiod, trust, mode, cancellation, other);
    }
}
