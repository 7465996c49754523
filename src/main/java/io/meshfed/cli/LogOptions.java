package io.meshfed.cli;

import picocli.CommandLine.Option;

/** How much a command says beside its data, and how it looks. */
class LogOptions {

    /** How much is said on stderr. */
    enum LogLevel {
        error,
        warn,
        info,
        debug
    }

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "info",
            description = "Progress on stderr: ${COMPLETION-CANDIDATES}. Default: info.")
    LogLevel logLevel = LogLevel.info;

    @Option(names = "--no-color", description = "No colour, as if NO_COLOR were set.")
    boolean noColor;
}
