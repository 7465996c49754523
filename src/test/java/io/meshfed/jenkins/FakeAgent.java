package io.meshfed.jenkins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** An agent on which the program ends as a test wants it to, with the files that it would leave. */
final class FakeAgent implements Agent {

    private static final Map<String, String> ENDED_EARLY =
            Map.of("summary", "plan of pair: INTERRUPTED: ended by SIGTERM");

    private final int code;
    private final long minutes;
    private final Map<String, String> results;
    private final List<Map<String, String>> seen = new ArrayList<>();

    private FakeAgent(int code, long minutes, Map<String, String> results) {
        this.code = code;
        this.minutes = minutes;
        this.results = results;
    }

    static FakeAgent ending(int code, String errorClass, String summary) {
        Map<String, String> results = new TreeMap<>();
        results.put("class", errorClass);
        results.put("exit-code", String.valueOf(code));
        results.put("summary", summary);
        return new FakeAgent(code, 0, results);
    }

    /** The program is not there, or was killed. */
    static FakeAgent without(int code) {
        return new FakeAgent(code, 0, Map.of());
    }

    /** Somebody aborts the build while the program runs, which then tells its end. */
    static FakeAgent aborted() {
        return new FakeAgent(-1, 0, ENDED_EARLY);
    }

    /** Somebody aborts the build before the program could tell anything. */
    static FakeAgent abortedAtOnce() {
        return new FakeAgent(-1, 0, Map.of());
    }

    /** The program takes its time, and is ended in good order by a limit that is shorter. */
    static FakeAgent taking(long minutes) {
        return new FakeAgent(143, minutes, ENDED_EARLY);
    }

    /** What each script saw. */
    List<Map<String, String>> seen() {
        return seen;
    }

    @Override
    public int sh(String script, Path folder, Map<String, String> environment)
            throws InterruptedException {
        seen.add(environment);
        try {
            Path reports = folder.resolve(environment.get("MESHFED_REPORTS"));
            Files.createDirectories(reports);
            Path own = folder.resolve(environment.get("MESHFED_FOLDER"));
            for (String name : environment.get("MESHFED_FILES").split(" ")) {
                Files.writeString(own.resolve(name), results.getOrDefault(name, ""));
            }
            if (!results.isEmpty()) {
                Files.writeString(reports.resolve("report.json"), "{}");
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        if (code < 0) {
            throw new FlowInterruptedException("ended before its time");
        }
        return code;
    }

    @Override
    public long minutes() {
        return minutes;
    }

    @Override
    public String log() {
        return "";
    }
}
