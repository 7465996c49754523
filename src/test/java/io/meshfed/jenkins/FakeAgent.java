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

    private final int code;
    private final Map<String, String> results;
    private final List<Map<String, String>> seen = new ArrayList<>();

    private FakeAgent(int code, Map<String, String> results) {
        this.code = code;
        this.results = results;
    }

    static FakeAgent ending(int code, String errorClass, String summary) {
        Map<String, String> results = new TreeMap<>();
        results.put("class", errorClass);
        results.put("exit-code", String.valueOf(code));
        results.put("summary", summary);
        return new FakeAgent(code, results);
    }

    /** The program is not there, or was killed. */
    static FakeAgent without(int code) {
        return new FakeAgent(code, Map.of());
    }

    /** Somebody aborts the build, or it is out of time, while the program runs. */
    static FakeAgent interrupted() {
        return new FakeAgent(-1, Map.of("summary", "late"));
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
    public String log() {
        return "";
    }
}
