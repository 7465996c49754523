package io.meshfed.cli;

import static java.util.Objects.requireNonNull;

import io.meshfed.report.Check;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Gives the commands of ours that a report advises the options that lead them to the federation and
 * the clusters of this run, or pasting them would work on others. Steps know no options; so it is
 * done where the report is told.
 */
final class Hints {

    private static final String PROGRAM = "meshfed ";
    private static final Pattern COMMAND = Pattern.compile("\\bmeshfed ((?:pipeline )?[a-z-]+)\\b");

    private final Supplier<CommandSpec> program;
    private final Map<String, String> typed = new LinkedHashMap<>();

    /**
     * @param program with all its commands; asked only when a command is advised, because reading
     *     the options of all of them takes longer than many a command
     */
    Hints(Supplier<CommandSpec> program) {
        this.program = requireNonNull(program);
    }

    /**
     * @param written the option as it was typed, with a blank before it; empty when it was not
     */
    Hints with(String option, String written) {
        if (!written.isEmpty()) {
            typed.put(option, written);
        }
        return this;
    }

    RunReport in(RunReport report) {
        if (typed.isEmpty()) {
            return report;
        }
        return new RunReport(
                report.command(),
                report.federation(),
                report.verdict(),
                report.changes(),
                report.requests(),
                report.checks().stream().map(this::check).toList(),
                report.failures().stream().map(this::failure).toList(),
                report.results(),
                report.data());
    }

    private Check check(Check check) {
        return new Check(
                check.code(),
                check.mesh(),
                check.peer(),
                check.status(),
                check.statement(),
                check.reason(),
                check.observed(),
                text(check.hint()));
    }

    private Failure failure(Failure failure) {
        FederationException error = failure.error();
        return new Failure(
                failure.meshes(),
                new FederationException(
                        error.errorClass(),
                        error.getMessage(),
                        text(error.remedy()),
                        error.details().stream().map(this::text).toList(),
                        error.getCause()));
    }

    /** Behind the name of each command what it takes of the options and does not have yet. */
    String text(String hint) {
        Matcher command = COMMAND.matcher(hint);
        StringBuilder whole = new StringBuilder();
        int from = 0;
        while (command.find()) {
            whole.append(hint, from, command.end());
            from = command.end();
            int next = hint.indexOf(PROGRAM, from);
            String arguments = hint.substring(from, next < 0 ? hint.length() : next);
            find(command.group(1)).ifPresent(spec -> whole.append(missing(spec, arguments)));
        }
        return whole.append(hint.substring(from)).toString();
    }

    private String missing(CommandSpec command, String arguments) {
        StringBuilder options = new StringBuilder();
        typed.forEach(
                (option, written) -> {
                    boolean takes = command.findOption(option) != null;
                    if (takes && !arguments.contains(option) && !arguments.startsWith(" --help")) {
                        options.append(written);
                    }
                });
        return options.toString();
    }

    private Optional<CommandSpec> find(String words) {
        CommandSpec found = program.get();
        for (String word : words.split(" ")) {
            CommandLine next = found.subcommands().get(word);
            if (next == null) {
                return Optional.empty();
            }
            found = next.getCommandSpec();
        }
        return Optional.of(found);
    }
}
