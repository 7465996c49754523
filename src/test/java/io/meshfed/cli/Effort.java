package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.meshfed.testing.Mutations;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What it takes to read a file: time and memory of this thread, whatever else the machine does. */
final class Effort {

    static final Duration MOST_TIME = Duration.ofSeconds(1);
    static final long MOST_BYTES = 48L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long id = Thread.currentThread().getId();
    private long longest;
    private long largest;

    /** Reads one file; more than the limits is a failure that shows it. */
    void measured(byte[] file, Runnable reading) {
        long time = THREADS.getCurrentThreadCpuTime();
        long bytes = THREADS.getThreadAllocatedBytes(id);
        reading.run();
        long took = THREADS.getCurrentThreadCpuTime() - time;
        long used = THREADS.getThreadAllocatedBytes(id) - bytes;
        longest = Math.max(longest, took);
        largest = Math.max(largest, used);
        assertTrue(
                took < MOST_TIME.toNanos() && used < MOST_BYTES,
                () ->
                        "%d ms and %d KiB for %s"
                                .formatted(took / 1_000_000, used >> 10, Mutations.literal(file)));
    }

    @Override
    public String toString() {
        return "at most %d ms and %d KiB each".formatted(longest / 1_000_000, largest >> 10);
    }
}
