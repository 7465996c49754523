package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.time.Instant;

/**
 * The time of a sandbox, and the one thread on which everything in it happens. Durations are those
 * of a real mesh and pass faster by a factor; what is written into statuses is the wall clock.
 */
public interface MeshClock extends AutoCloseable {

    Instant now();

    /** As soon as what is running now is done. */
    void run(Runnable task);

    /**
     * @param delay as it would be in a real mesh
     */
    void after(Duration delay, Runnable task);

    /** Nothing that was asked for happens any more. */
    @Override
    void close();

    /** A clock that runs by itself: with a factor of 20, a minute takes three seconds. */
    static MeshClock fasterBy(double factor) {
        return new RunningClock(factor);
    }
}
