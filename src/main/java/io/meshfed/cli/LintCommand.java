package io.meshfed.cli;

import io.meshfed.catalog.Result;
import io.meshfed.lint.HouseScope;
import io.meshfed.lint.LintReport;
import io.meshfed.lint.Linter;
import io.meshfed.lint.Severity;
import io.meshfed.lint.StepDefinitions;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import io.meshfed.report.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lint",
        description =
                "Checks Tekton files as Tekton's admission would, and how they fit together; needs no cluster.",
        footer = {
            "",
            "Example:",
            "  meshfed lint steps pipelines",
            "",
            "docs/lint.md explains every code."
        })
@Result(name = "errors", description = "Number of errors", maxBytes = 10)
@Result(name = "warnings", description = "Number of warnings", maxBytes = 10)
final class LintCommand implements Callable<Integer>, ReportsResults {

    private static final String NAME = "lint";

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            converter = PathConverter.class,
            description = "Files, and folders whose *.yaml and *.yml are read, samples included.")
    List<Path> paths = new ArrayList<>();

    @Option(
            names = "--house",
            description =
                    "Apply the rules of meshfed's own catalog to every file, not only to those labelled as part of meshfed.")
    boolean house;

    @Option(names = "--strict", description = "Fail on warnings too.")
    boolean strict;

    @Option(
            names = "--steps",
            paramLabel = "PATH",
            converter = PathConverter.class,
            description =
                    "The definitions of meshfed's steps. Default: steps/steps.json beside or above the files.")
    List<Path> steps = new ArrayList<>();

    @Mixin OutputOptions output;

    private final Surroundings surroundings;

    LintCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Runs runs = new Runs(surroundings, output, NAME, resultNames());
        return runs.run(
                () -> {
                    LintReport report = linter().lint(paths);
                    report.notices().forEach(runs.progress()::warning);
                    return told(report);
                });
    }

    private Linter linter() {
        Optional<Path> file =
                steps.isEmpty()
                        ? StepDefinitions.near(paths)
                        : Optional.of(steps.get(steps.size() - 1));
        return new Linter(
                house ? HouseScope.ALL : HouseScope.LABELLED,
                file.map(StepDefinitions::read).orElse(StepDefinitions.NONE));
    }

    private RunReport told(LintReport report) {
        long errors = report.count(Severity.ERROR);
        long warnings = report.count(Severity.WARNING);
        boolean failed = errors > 0 || (strict && warnings > 0);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("files", report.files());
        data.put("documents", report.documents());
        data.put("findings", FindingsText.rows(report.findings()));
        data.put("notices", report.notices());
        TreeMap<String, String> results = new TreeMap<>();
        results.put("errors", String.valueOf(errors));
        results.put("warnings", String.valueOf(warnings));
        return new RunReport(
                NAME,
                "",
                RunReport.Verdict.of(failed ? ErrorClass.INPUT : ErrorClass.OK),
                List.of(),
                new TreeMap<>(),
                List.of(),
                failed ? List.of(Failure.ofRun(failure(errors, warnings))) : List.of(),
                results,
                data);
    }

    private static FederationException failure(long errors, long warnings) {
        return new FederationException(
                ErrorClass.INPUT,
                "%s and %s"
                        .formatted(Words.count(errors, "error"), Words.count(warnings, "warning")),
                "docs/lint.md explains every code.");
    }
}
