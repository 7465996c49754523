package io.meshfed.testing;

import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The end of the process after its n-th write: from then on no session does anything any more.
 * Writes come one at a time, so that none is under way when the process ends.
 */
final class Crash implements RunHook {

    private final int after;
    private final AtomicInteger writes = new AtomicInteger();
    private final ReentrantLock writing = new ReentrantLock();

    Crash(int after) {
        this.after = after;
    }

    boolean happened() {
        return writes.get() >= after;
    }

    @Override
    public void beforeCall() {
        if (happened()) {
            throw new ProcessEnded();
        }
    }

    @Override
    public void beforeWrite(String cluster, ObjectRef ref) {
        writing.lock();
        beforeCall();
    }

    @Override
    public void afterWrite(String cluster, Change change) {
        if (writes.incrementAndGet() >= after) {
            throw new ProcessEnded();
        }
    }

    @Override
    public void writeEnded() {
        if (writing.isHeldByCurrentThread()) {
            writing.unlock();
        }
    }

    private static final class ProcessEnded extends Error {
        private static final long serialVersionUID = 1L;

        ProcessEnded() {
            super("the process ended");
        }
    }
}
