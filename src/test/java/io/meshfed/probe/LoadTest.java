package io.meshfed.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.testing.InfoServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final SSLSocketFactory JDK = (SSLSocketFactory) SSLSocketFactory.getDefault();
    private static final Duration LONG = Duration.ofSeconds(60);

    private final List<Sample> samples = Collections.synchronizedList(new ArrayList<>());

    private void run(InfoServer server, LoadPlan plan) {
        Target target = Target.of(URI.create(server.url()));
        try (Load load = Load.start(target, JDK, plan, samples::add)) {
            assertTrue(load.await(LONG));
        }
    }

    @Test
    @DisplayName("every request is sent once, at its moment and not before, and told once")
    void steady() {
        try (InfoServer server = InfoServer.of("east", "west")) {
            run(server, new LoadPlan(20, 100, 4, LONG));

            assertEquals(20, server.hosts().size());
            assertEquals(
                    Duration.ofMillis(190),
                    samples.stream().map(Sample::due).max(Duration::compareTo).orElseThrow());
            assertTrue(samples.stream().allMatch(Sample::ok), samples::toString);
            assertTrue(samples.stream().noneMatch(sample -> sample.latency().isNegative()));
        }
    }

    @Test
    @DisplayName("what waits behind a slow answer is slow too: latency counts from the due moment")
    void noOmission() {
        CountDownLatch never = new CountDownLatch(1);
        try (InfoServer server =
                InfoServer.answering(
                        (exchange, number) -> {
                            if (number == 0) {
                                pause(never, Duration.ofMillis(300));
                            }
                            InfoServer.text(exchange, 200, "{}");
                        })) {
            run(server, new LoadPlan(20, 1000, 1, LONG));

            long slow =
                    samples.stream()
                            .filter(s -> s.latency().compareTo(Duration.ofMillis(200)) > 0)
                            .count();
            assertEquals(20, slow, samples::toString);
        }
    }

    @Test
    @DisplayName("what finds no connection free in its time is told, and not sent any more")
    void notSent() {
        CountDownLatch never = new CountDownLatch(1);
        try (InfoServer server =
                InfoServer.answering((exchange, number) -> pause(never, Duration.ofSeconds(30)))) {
            run(server, new LoadPlan(5, 1_000_000, 1, Duration.ofMillis(100)));

            List<String> failures = samples.stream().map(Sample::failure).sorted().toList();
            assertEquals(
                    List.of(
                            "no connection free",
                            "no connection free",
                            "no connection free",
                            "no connection free",
                            "timeout"),
                    failures);
        }
    }

    @Test
    @DisplayName("any other status is a failure that says which")
    void status() {
        try (InfoServer server =
                InfoServer.answering((exchange, number) -> InfoServer.text(exchange, 503, ""))) {
            run(server, new LoadPlan(1, 1, 1, LONG));

            assertEquals("status 503", samples.get(0).failure());
        }
    }

    @Test
    @DisplayName("a stopped load sends no more, and what it gave up itself is no failure")
    void stop() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (InfoServer server =
                InfoServer.answering(
                        (exchange, number) -> {
                            asked.countDown();
                            pause(never, Duration.ofSeconds(60));
                        })) {
            LoadPlan plan = new LoadPlan(LoadPlan.UNTIL_STOPPED, 1, 1, LONG);
            Load load = Load.start(Target.of(URI.create(server.url())), JDK, plan, samples::add);
            pause(asked, LONG);
            load.stop();

            assertTrue(load.await(LONG));
            assertEquals(List.of(), samples);
            assertEquals(1, server.hosts().size());
        }
    }

    private static void pause(CountDownLatch latch, Duration time) {
        try {
            latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
