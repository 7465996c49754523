package io.meshfed.cli;

import io.meshfed.catalog.ResultDefinition;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.FileTrouble;
import io.meshfed.report.Redactor;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    static final List<String> COMMON = ResultDefinition.namesOf(ReportsResults.class);

    private final List<NamedFile> results;
    private final List<NamedFile> reports;
    private final SortedSet<String> declared;
    private final Set<Path> refused = new HashSet<>();
    private final Set<Path> tried = new HashSet<>();
    private final Redactor redactor;

    ResultFiles(
            OutputOptions options,
            String command,
            Collection<String> ownResults,
            Redactor redactor) {
        this.redactor = redactor;
        this.results = List.copyOf(options.results);
        this.reports =
                options.reports.stream().map(file -> ReportKind.placed(file, command)).toList();
        this.declared = names(ownResults);
    }

    static SortedSet<String> names(Collection<String> ownResults) {
        SortedSet<String> names = new TreeSet<>(COMMON);
        names.addAll(ownResults);
        return names;
    }

    /**
     * Refuses unknown names and places that cannot be written, before anything is sent to a
     * cluster.
     */
    void requireWritable() {
        for (NamedFile report : reports) {
            if (ReportKind.named(report.name()).isEmpty()) {
                throw input(
                        "there is no report '%s'".formatted(report.name()),
                        "Kinds: %s.".formatted(String.join(", ", ReportKind.names())));
            }
        }
        for (NamedFile result : results) {
            if (!declared.contains(result.name())) {
                throw input(
                        "this command has no result '%s'".formatted(result.name()),
                        "Results: %s.".formatted(String.join(", ", declared)));
            }
        }
        Set<Path> taken = new HashSet<>();
        for (NamedFile file : all()) {
            if (!fits(file.path())) {
                refused.add(file.path());
                throw input(
                        "%s cannot be written".formatted(file.path()),
                        "Make its folder, or name another file.");
            }
            if (!taken.add(file.path().toAbsolutePath().normalize())) {
                throw input(
                        "%s is named twice, and can hold one thing only".formatted(file.path()),
                        "Give every --result and --report a file of its own.");
            }
        }
    }

    private List<NamedFile> all() {
        List<NamedFile> all = new ArrayList<>(reports);
        all.addAll(results);
        return all;
    }

    private boolean fits(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        return folder != null
                && Files.isDirectory(folder)
                && !Files.isDirectory(path)
                && (Files.exists(path) ? Files.isWritable(path) : takesFiles(folder));
    }

    /** Permissions do not tell of full disks, nor root of file systems that take nothing. */
    private boolean takesFiles(Path folder) {
        if (tried.contains(folder)) {
            return true;
        }
        try {
            Path probe = Files.createTempFile(folder, ".meshfed-", "");
            try {
                Files.writeString(probe, "?");
            } finally {
                Files.delete(probe);
            }
            return tried.add(folder);
        } catch (IOException full) {
            return false;
        }
    }

    /**
     * Writes all that was asked for and can be, failed runs included.
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
        for (NamedFile result : results) {
            if (declared.contains(result.name())) {
                write(result.path(), cut(values.getOrDefault(result.name(), "")), warnings);
            }
        }
        for (NamedFile file : reports) {
            ReportKind.named(file.name())
                    .ifPresent(kind -> write(file.path(), kind.of(report), warnings));
        }
        return warnings;
    }

    private void write(Path path, String text, List<String> warnings) {
        if (refused.contains(path)) {
            return;
        }
        try {
            Files.writeString(path, PrintedText.ofFile(redactor, text));
        } catch (IOException notWritten) {
            warnings.add(
                    "could not write %s: %s"
                            .formatted(
                                    SafeText.of(path.toString()), FileTrouble.reason(notWritten)));
        }
    }

    /** Whole lines, as far as they fit; half a line would be a wrong value. */
    private static String cut(String value) {
        String shorter = value;
        while (shorter.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            int line = shorter.lastIndexOf('\n');
            shorter = shorter.substring(0, line < 0 ? shorter.length() - 1 : line);
        }
        return shorter;
    }

    private static FederationException input(String problem, String remedy) {
        return new FederationException(ErrorClass.INPUT, problem, remedy);
    }
}
