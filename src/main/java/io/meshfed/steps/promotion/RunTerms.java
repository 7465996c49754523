package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a run that promotes, or takes back, goes by.
 *
 * @param run its name, unlike that of any other process
 * @param holder who has the promotion lock, in every message: the run, or the pipeline that it is a
 *     step of
 * @param lockPatience for how long another holder is waited for
 * @param install how long what was installed may take to be ready
 * @param syncPeriod istiod's {@code --resync}
 */
public record RunTerms(
        String run, String holder, Duration lockPatience, Duration install, Duration syncPeriod) {

    public RunTerms {
        requireNonNull(run);
        requireNonNull(holder);
        requireNonNull(lockPatience);
        requireNonNull(install);
        requireNonNull(syncPeriod);
    }
}
