package io.meshfed.process;

import java.time.Duration;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.Watchdog;

/**
 * Ends a program that takes too long, with everything it started. The library's own watchdog asks
 * politely and then waits for ever for one that does not listen.
 */
final class ForcefulWatchdog extends ExecuteWatchdog {

    private Process watched;
    private boolean unwanted;
    private boolean killed;

    // The replacement, a builder, cannot build a subclass.
    @SuppressWarnings("deprecation")
    ForcefulWatchdog(Duration limit) {
        super(limit.toMillis());
    }

    @Override
    public synchronized void start(Process process) {
        watched = process;
        super.start(process);
        if (unwanted) {
            timeoutOccured(null);
        }
    }

    /** Before its time is over; a program that has not been started yet ends as soon as it is. */
    synchronized void end() {
        unwanted = true;
        if (watched != null) {
            timeoutOccured(null);
        }
    }

    @Override
    public synchronized void timeoutOccured(Watchdog watchdog) {
        if (watched != null && watched.isAlive()) {
            killed = true;
            watched.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        super.timeoutOccured(watchdog);
        if (watched != null) {
            watched.destroyForcibly();
        }
    }

    /** A shell ends with what it waits for, before the library has looked whether it lives. */
    @Override
    public synchronized boolean killedProcess() {
        return killed || super.killedProcess();
    }
}
