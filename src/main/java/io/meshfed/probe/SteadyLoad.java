package io.meshfed.probe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;

/** Over connections of its own, in real time, on threads of its own. */
final class SteadyLoad implements Load {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

    private final LoadPlan plan;
    private final Target target;
    private final Consumer<Sample> heard;
    private final List<Connection> connections;
    private final CountDownLatch running;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicLong next = new AtomicLong();
    private final long begin = System.nanoTime();

    private SteadyLoad(Target target, SSLSocketFactory tls, LoadPlan plan, Consumer<Sample> heard) {
        this.plan = plan;
        this.target = target;
        this.heard = heard;
        this.running = new CountDownLatch(plan.connections());
        this.connections =
                IntStream.range(0, plan.connections())
                        .mapToObj(number -> new Connection(target, tls))
                        .toList();
    }

    static Load start(Target target, SSLSocketFactory tls, LoadPlan plan, Consumer<Sample> heard) {
        SteadyLoad load = new SteadyLoad(target, tls, plan, heard);
        for (Connection connection : load.connections) {
            Thread thread = new Thread(() -> load.work(connection), "meshfed-probe");
            thread.setDaemon(true);
            thread.start();
        }
        return load;
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public boolean await(Duration time) {
        return await(running, time.toNanos());
    }

    @Override
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
