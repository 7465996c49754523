package io.meshfed.cli;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes what pipelines read: one small file per result, without a newline, and reports. Tekton
 * allows 4096 bytes for all results of a Task, so each is cut to {@value #LONGEST} bytes.
 */
final class ResultFiles {

    static final int LONGEST = 256;

    /**
     * What every command knows: its class, its exit code, and how many writes changed something.
     */
    static final List<String> COMMON = List.of("class", "exit-code", "changed");

    private final OutputOptions options;
    private final SortedSet<String> declared;

    ResultFiles(OutputOptions options, List<String> ownResults) {
        this.options = options;
        this.declared = new TreeSet<>(COMMON);
        this.declared.addAll(ownResults);
    }

    /**
     * Refuses unknown names and places that cannot be written, before anything is sent to a
     * cluster.
     */
    void requireWritable() {
        for (String kind : options.reports.keySet()) {
            if (!kind.equals("json")) {
                throw input("there is no report '%s'".formatted(kind), "Kinds: json.");
            }
        }
        for (String name : options.results.keySet()) {
            if (!declared.contains(name)) {
                throw input(
                        "this command has no result '%s'".formatted(name),
                        "Results: %s.".formatted(String.join(", ", declared)));
            }
        }
        options.reports.values().forEach(ResultFiles::requireWritable);
        options.results.values().forEach(ResultFiles::requireWritable);
    }

    private static void requireWritable(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        boolean fits =
                folder != null
                        && Files.isDirectory(folder)
                        && !Files.isDirectory(path)
                        && (Files.exists(path) ? Files.isWritable(path) : Files.isWritable(folder));
        if (!fits) {
            throw input(
                    "%s cannot be written".formatted(path),
                    "Make its folder, or name another file.");
        }
    }

    /**
     * Writes all that was asked for, failed runs included.
     *
     * @return a warning per file that could not be written: the verdict stands all the same, the
     *     truth is in the clusters
     */
    List<String> write(RunReport report) {
        Map<String, String> values = new TreeMap<>(report.results());
        values.put("class", report.verdict().errorClass().label());
        values.put("exit-code", String.valueOf(report.verdict().exitCode()));
        values.put("changed", String.valueOf(report.changed()));
        List<String> warnings = new ArrayList<>();
        options.results.forEach(
                (name, path) -> write(path, cut(values.getOrDefault(name, "")), warnings));
        options.reports.forEach((kind, path) -> write(path, JsonReport.of(report), warnings));
        return warnings;
    }

    private static void write(Path path, String text, List<String> warnings) {
        try {
            Files.writeString(path, text);
        } catch (IOException notWritten) {
            warnings.add("could not write %s: %s".formatted(path, notWritten.getMessage()));
        }
    }

    private static String cut(String value) {
        String shorter = value;
        while (shorter.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            shorter = shorter.substring(0, shorter.length() - 1);
        }
        return shorter;
    }

    private static FederationException input(String problem, String remedy) {
        return new FederationException(ErrorClass.INPUT, problem, remedy);
    }
}
