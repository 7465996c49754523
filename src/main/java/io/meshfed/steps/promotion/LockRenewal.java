package io.meshfed.steps.promotion;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Gives signs of life for a lock beside the run that has it, until it is closed. */
public final class LockRenewal implements AutoCloseable {

    private static final Duration BEAT = Duration.ofSeconds(1);

    private final PromotionLock lock;
    private final CountDownLatch closed = new CountDownLatch(1);

    LockRenewal(PromotionLock lock) {
        this.lock = lock;
        Thread thread = new Thread(this::beat, "meshfed-promotion-lock");
        thread.setDaemon(true);
        thread.start();
    }

    private void beat() {
        try {
            while (!closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                lock.tick();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
