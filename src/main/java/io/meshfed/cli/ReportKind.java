package io.meshfed.cli;

import io.meshfed.report.RunReport;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The forms in which {@code --report} writes a run into a file. */
enum ReportKind {
    json(JsonReport::of),
    junit(JUnitReport::of),
    markdown(MarkdownReport::of);

    private final Function<RunReport, String> form;

    ReportKind(Function<RunReport, String> form) {
        this.form = form;
    }

    String of(RunReport report) {
        return form.apply(report);
    }

    static Optional<ReportKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }
}
