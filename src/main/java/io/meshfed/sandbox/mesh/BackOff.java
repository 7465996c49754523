package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long an istiod waits before it tries a lost or refused watch again. */
@FunctionalInterface
public interface BackOff {

    /**
     * @param istiod that waits: its mesh and its pod
     * @param failures in a row, at least one
     */
    Duration pause(Istiod istiod, String peer, int failures);

    /**
     * @param mesh unique in the world
     */
    record Istiod(String mesh, String pod) {}

    /**
     * As istiod does it: half a second, half as much again each time, at most a minute, each spread
     * by half, so a minute and a half is possible.
     */
    static BackOff exponential(RandomGenerator random) {
        return (istiod, peer, failures) -> {
            double seconds = Math.min(0.5 * Math.pow(1.5, failures - 1), 60);
            return Duration.ofMillis((long) (seconds * (500 + random.nextInt(1000))));
        };
    }
}
