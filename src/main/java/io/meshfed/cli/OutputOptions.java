package io.meshfed.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How a run tells what it did. */
final class OutputOptions {

    /** The form of what is printed on stdout. */
    enum Format {
        text,
        json
    }

    /** How much is said on stderr. */
    enum LogLevel {
        error,
        warn,
        info,
        debug
    }

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "What is printed on stdout: ${COMPLETION-CANDIDATES}. Default: text.")
    Format output;

    @Option(
            names = "--report",
            paramLabel = "KIND=PATH",
            description =
                    "Also write the report to a file. Kinds: json. May be given several times.")
    Map<String, Path> reports = new LinkedHashMap<>();

    @Option(
            names = "--result",
            paramLabel = "NAME=PATH",
            description =
                    "Write one result to a file, also when the command fails. May be given several times.")
    Map<String, Path> results = new LinkedHashMap<>();

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "info",
            description = "Progress on stderr: ${COMPLETION-CANDIDATES}. Default: info.")
    LogLevel logLevel;

    @Option(names = "--no-color", description = "No colour, as if NO_COLOR were set.")
    boolean noColor;
}
