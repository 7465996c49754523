package io.meshfed.tekton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.sandbox.api.LoggedRequest;
import io.meshfed.testing.Poll;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class LogPumpTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private final Told told = new Told();
    private TektonBed bed;

    @BeforeEach
    void start() {
        bed = TektonBed.start(folder);
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    @DisplayName("a later status that lists fewer steps ends the log without losing a line")
    void fewerSteps() {
        say("one", "first");
        bed.cluster().server().logs().end("default", "pod", "step-one");
        say("two", "second");
        LogPump pump =
                new LogPump(bed.session(), told, task(Phase.RUNNING, Phase.RUNNING, "one", "two"));
        told.onLine =
                line -> {
                    if (line.equals("second")) {
                        pump.update(task(Phase.FAILED, Phase.SUCCEEDED, "one"));
                        bed.cluster().server().logs().end("default", "pod", "step-two");
                    }
                };

        pump.run();

        assertEquals(List.of("one: first", "two: second"), told.all);
        assertTrue(pump.done());
    }

    @Test
    @DisplayName("whatever ends a log unexpectedly is told as a log that cannot be had")
    void unexpected() {
        LogPump pump =
                new LogPump(bed.session(), told, task(Phase.SUCCEEDED, Phase.SUCCEEDED, "one"));
        bed.session().close();

        pump.run();

        assertEquals(1, told.all.size(), told.all::toString);
        assertTrue(told.all.get(0).startsWith("one unheard: "), told.all::toString);
        assertTrue(pump.done());
    }

    @Test
    @DisplayName("a log that goes on when its task is over is hung up, and read to what is there")
    void goesOn() {
        CountDownLatch never = new CountDownLatch(1);
        Predicate<LoggedRequest> following = request -> request.query().contains("follow=true");
        bed.cluster().server().faults().set(FaultPlan.always(following, new Fault.Stall(never)));
        say("one", "first");
        LogPump pump = new LogPump(bed.session(), told, task(Phase.RUNNING, Phase.RUNNING, "one"));
        Thread reading = new Thread(pump);
        reading.setDaemon(true);
        reading.start();
        Poll.until(
                "a follower",
                LIMIT,
                () -> bed.cluster().server().requests().all().stream().anyMatch(following));

        pump.update(task(Phase.SUCCEEDED, Phase.SUCCEEDED, "one"));
        pump.awaitEnd();
        never.countDown();

        assertEquals(List.of("one: first"), told.all);
    }

    private void say(String step, String line) {
        bed.cluster().server().logs().say("default", "pod", "step-" + step, line);
    }

    /** All steps but the last are over. */
    private static TaskState task(Phase phase, Phase ofLast, String... steps) {
        List<StepState> states =
                Stream.of(steps)
                        .map(
                                name ->
                                        new StepState(
                                                name,
                                                "step-" + name,
                                                name.equals(steps[steps.length - 1])
                                                        ? ofLast
                                                        : Phase.SUCCEEDED,
                                                0,
                                                "",
                                                Span.NONE,
                                                new TreeMap<>()))
                        .toList();
        return new TaskState(
                "peer",
                "run-peer",
                false,
                false,
                phase,
                "",
                "",
                Span.NONE,
                List.of(new Attempt("pod", states, phase.over())),
                new TreeMap<>());
    }
}
