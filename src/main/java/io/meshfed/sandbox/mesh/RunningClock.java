package io.meshfed.sandbox.mesh;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A clock with a thread of its own. */
final class RunningClock implements MeshClock {

    private static final Logger LOG = System.getLogger(RunningClock.class.getName());

    private final double factor;
    private final ScheduledThreadPoolExecutor loop;

    RunningClock(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("time cannot run faster by " + factor);
        }
        this.factor = factor;
        this.loop =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "sandbox-meshes");
                            thread.setDaemon(true);
                            return thread;
                        });
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void run(Runnable task) {
        after(Duration.ZERO, task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        try {
            loop.schedule(
                    () -> guarded(task), (long) (delay.toNanos() / factor), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // The sandbox is being stopped: an API server's last events arrive and mean nothing.
            LOG.log(Level.TRACE, "too late", closed);
        }
    }

    /** One broken controller step must not end the life of all meshes. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (FederationException refused) {
            // A store that is not in this process may be away, and says so itself.
            boolean away =
                    Set.of(ErrorClass.TRANSIENT, ErrorClass.INTERRUPTED)
                            .contains(refused.errorClass());
            LOG.log(away ? Level.DEBUG : Level.WARNING, refused.getMessage());
        } catch (RuntimeException broken) {
            if (!loop.isShutdown()) {
                LOG.log(Level.WARNING, "a sandbox controller failed", broken);
            }
        }
    }

    @Override
    public void close() {
        loop.shutdownNow();
    }
}
