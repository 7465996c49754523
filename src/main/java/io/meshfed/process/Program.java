package io.meshfed.process;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.PumpStreamHandler;

/**
 * Another program that is run once: no shell reads its arguments, it sees no other environment than
 * it is given, it gets no input, and it is ended with all that it started when its time is over.
 *
 * @param folder in which it works
 */
public record Program(
        String command, List<String> arguments, Map<String, String> environment, Path folder) {

    private static final Duration PIPES = Duration.ofSeconds(1);

    public Program {
        requireNonNull(command);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        requireNonNull(folder);
    }

    /**
     * How much of what it prints is kept, in bytes; the rest is swallowed, so that it can go on.
     */
    public record Bounds(Duration time, int mostOut, int mostErr) {}

    /** How it ended. */
    public enum How {
        EXITED,
        OUT_OF_TIME,
        /** It could not be started, or its output could not be read. */
        FAILED
    }

    /**
     * @param code its exit code, of use only when it {@link How#EXITED}
     */
    public record Ended(How how, int code, Output out, Output err) {}

    /**
     * @param written in bytes, with what was swallowed
     */
    public record Output(byte[] kept, long written) {

        public boolean whole() {
            return kept.length == written;
        }
    }

    /** Somebody who may want the program to end before its time is over. */
    public interface Ender {

        /**
         * @param end ends the program at once, as if its time were over; from any thread
         * @return what is run when the program has ended
         */
        Runnable listen(Runnable end);
    }

    public Ended run(Bounds bounds) {
        return run(bounds, end -> () -> {});
    }

    public Ended run(Bounds bounds, Ender ender) {
        CappedOutput out = new CappedOutput(bounds.mostOut());
        CappedOutput err = new CappedOutput(bounds.mostErr());
        ForcefulWatchdog watchdog = new ForcefulWatchdog(bounds.time());
        PumpStreamHandler streams = new PumpStreamHandler(out, err);
        // A grandchild that outlives the program would hold the pipes open for ever.
        streams.setStopTimeout(PIPES);
        DefaultExecutor executor =
                DefaultExecutor.builder()
                        .setExecuteStreamHandler(streams)
                        .setWorkingDirectory(folder.toFile())
                        .get();
        executor.setExitValues(null);
        executor.setWatchdog(watchdog);
        CommandLine line = new CommandLine(command);
        arguments.forEach(argument -> line.addArgument(argument, false));
        How how = How.EXITED;
        int code = -1;
        Runnable ended = ender.listen(watchdog::end);
        try {
            code = executor.execute(line, environment);
        } catch (IOException failed) {
            how = How.FAILED;
        } finally {
            ended.run();
        }
        how = watchdog.killedProcess() ? How.OUT_OF_TIME : how;
        return new Ended(how, code, out.output(), err.output());
    }
}
