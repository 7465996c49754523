package io.meshfed.pipelinerun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Steps that do what a test says, at no cost: write their results, end with a code. */
final class ScriptedSteps implements StepRuntime {

    private static final int SIGNALLED = 255;
    private static final int WAITS = -1;

    private final Map<String, int[]> codes = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> results = new ConcurrentHashMap<>();
    private final Map<String, Runnable> onWaiting = new ConcurrentHashMap<>();
    private final List<StepCall> calls = Collections.synchronizedList(new ArrayList<>());

    /** One code for each attempt; the last one stays. */
    ScriptedSteps ends(String name, int... with) {
        codes.put(name, with);
        return this;
    }

    /** Until it is stopped, or its own timeout kills it. */
    ScriptedSteps waits(String name) {
        return waits(name, () -> {});
    }

    /**
     * @param once what happens as soon as it waits
     */
    ScriptedSteps waits(String name, Runnable once) {
        onWaiting.put(name, once);
        return ends(name, WAITS);
    }

    /** A value for a result, instead of its own name; empty: the file is not written. */
    ScriptedSteps result(String name, String result, String value) {
        results.computeIfAbsent(name, n -> new ConcurrentHashMap<>()).put(result, value);
        return this;
    }

    @Override
    public StepEnd run(StepCall call, Stop stop) throws InterruptedException {
        calls.add(call);
        write(call);
        int[] all = codes.getOrDefault(call.name(), new int[] {0});
        int code = all[Math.min(call.attempt(), all.length) - 1];
        if (code == WAITS) {
            onWaiting.get(call.name()).run();
        }
        return code == WAITS ? waited(call, stop) : StepEnd.of(call.name(), code);
    }

    private static StepEnd waited(StepCall call, Stop stop) throws InterruptedException {
        try {
            String why = stop.future().get(call.limit().toMillis(), TimeUnit.MILLISECONDS);
            return new StepEnd(call.name(), 1, why);
        } catch (TimeoutException over) {
            return new StepEnd(call.name(), SIGNALLED, StepEnd.TIMEOUT);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void write(StepCall call) {
        Map<String, String> own = results.getOrDefault(call.name(), Map.of());
        for (Map.Entry<String, Path> each : call.resultFiles().entrySet()) {
            String value = own.getOrDefault(each.getKey(), "a " + each.getKey());
            if (!value.isEmpty()) {
                write(each.getValue(), value);
            }
        }
    }

    private static void write(Path file, String value) {
        try {
            Files.writeString(file, value);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Names of the steps that were started, in this order. */
    List<String> started() {
        return calls.stream().map(StepCall::name).toList();
    }

    /** The command line of a step, last attempt. */
    List<String> command(String name) {
        Map<String, List<String>> last = new LinkedHashMap<>();
        calls.forEach(call -> last.put(call.name(), call.command()));
        return last.getOrDefault(name, List.of());
    }
}
