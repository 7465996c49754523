package io.meshfed.tekton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogPumpTest {

    /** What was told, and what happens when a line is. */
    private static final class Told implements RunListener {

        private final List<String> all = new CopyOnWriteArrayList<>();
        private Consumer<String> onLine = line -> {};

        @Override
        public void changed(RunState before, RunState now) {}

        @Override
        public void said(String task, String step, String line) {
            all.add(step + ": " + line);
            onLine.accept(line);
        }

        @Override
        public void warned(String what) {
            all.add("warned: " + what);
        }

        @Override
        public void unheard(String task, String step, String why) {
            all.add(step + " unheard: " + why);
        }
    }

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
