package io.meshfed.cli;

import io.meshfed.report.RunReport;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The forms in which {@code --report} writes a run into a file. */
enum ReportKind {
    json(".json", JsonReport::of),
    junit(".xml", JUnitReport::of),
    markdown(".md", MarkdownReport::of),
    summary(".txt", SummaryLine::of);

    private final String suffix;
    private final Function<RunReport, String> form;

    ReportKind(String suffix, Function<RunReport, String> form) {
        this.suffix = suffix;
        this.form = form;
    }

    String of(RunReport report) {
        return form.apply(report);
    }

    /** Where a folder was named: the file of this command in it. */
    static NamedFile placed(NamedFile file, String command) {
        String suffix = named(file.name()).map(kind -> kind.suffix).orElse("");
        return file.within(command + suffix);
    }

    static Optional<ReportKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }
}
