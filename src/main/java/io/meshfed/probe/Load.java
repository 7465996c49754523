package io.meshfed.probe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;

/**
 * Requests at a steady rate. Each has its moment, whether or not those before it have been
 * answered, and its latency counts from that moment: a server that stands still for a second is
 * seen by all the requests of that second and not by one.
 */
public final class Load implements AutoCloseable {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

    private final LoadPlan plan;
    private final Target target;
    private final Consumer<Sample> heard;
    private final List<Connection> connections;
    private final CountDownLatch running;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicLong next = new AtomicLong();
    private final long begin = System.nanoTime();

    private Load(Target target, SSLSocketFactory tls, LoadPlan plan, Consumer<Sample> heard) {
        this.plan = plan;
        this.target = target;
        this.heard = heard;
        this.running = new CountDownLatch(plan.connections());
        this.connections =
                IntStream.range(0, plan.connections())
                        .mapToObj(number -> new Connection(target, tls))
                        .toList();
    }

    /**
     * Begins at once, on threads of its own.
     *
     * @param tls for https; not looked at for http
     * @param heard is told what became of each request, by several threads at once
     */
    public static Load start(
            Target target, SSLSocketFactory tls, LoadPlan plan, Consumer<Sample> heard) {
        Load load = new Load(target, tls, plan, heard);
        for (Connection connection : load.connections) {
            Thread thread = new Thread(() -> load.work(connection), "meshfed-probe");
            thread.setDaemon(true);
            thread.start();
        }
        return load;
    }

    /** How long it has been going on. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /**
     * Waits for the last answer.
     *
     * @return false when it did not come in that time, or the thread was interrupted
     */
    public boolean await(Duration time) {
        return await(running, time.toNanos());
    }

    /** Begins no more requests. Those under way have a second, then they are given up. */
    public void stop() {
        stopped.countDown();
        await(LAST_ANSWERS.compareTo(plan.limit()) < 0 ? LAST_ANSWERS : plan.limit());
        connections.forEach(Connection::close);
    }

    @Override
    public void close() {
        stop();
    }

    private void work(Connection connection) {
        try (connection) {
            long number = next.getAndIncrement();
            while (number < plan.requests() && !await(stopped, due(number) - System.nanoTime())) {
                Sample sample = sample(connection, number);
                if (!connection.closed()) {
                    heard.accept(sample);
                }
                number = next.getAndIncrement();
            }
        } finally {
            running.countDown();
        }
    }

    private long due(long number) {
        return begin + plan.due(number);
    }

    private Sample sample(Connection connection, long number) {
        Duration due = Duration.ofNanos(plan.due(number));
        long deadline = due(number) + plan.limit().toNanos();
        if (System.nanoTime() - deadline >= 0) {
            return Sample.failed(due, plan.limit(), FailureKind.NOT_SENT.label());
        }
        try {
            Answer answer = connection.ask(deadline);
            Duration latency = Duration.ofNanos(System.nanoTime() - due(number));
            return answer.status() == target.expectedStatus()
                    ? Sample.answered(due, latency, Answerer.of(answer.body()))
                    : Sample.failed(
                            due, latency, FailureKind.STATUS.label() + " " + answer.status());
        } catch (ProbeException failed) {
            Duration latency = Duration.ofNanos(System.nanoTime() - due(number));
            return Sample.failed(due, latency, failed.kind().label());
        }
    }

    private static boolean await(CountDownLatch latch, long nanos) {
        try {
            return latch.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return latch.getCount() == 0;
        }
    }
}
