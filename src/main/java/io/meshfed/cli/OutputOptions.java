package io.meshfed.cli;

import io.meshfed.catalog.Workspace;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How a run tells what it did. */
final class OutputOptions extends LogOptions {

    /** The form of what is printed on stdout. */
    enum Format {
        text,
        json
    }

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "What is printed on stdout: ${COMPLETION-CANDIDATES}. Default: text.")
    Format output = Format.text;

    @Option(
            names = "--report",
            paramLabel = "KIND=PATH",
            converter = NamedFile.Converter.class,
            description =
                    "Also write the report to a file, or into a folder. Kinds: json, junit, markdown, summary. May be given several times.")
    @Workspace(value = Workspace.Folder.OUTPUT, prefix = "json=")
    List<NamedFile> reports = new ArrayList<>();

    @Option(
            names = "--result",
            paramLabel = "NAME=PATH",
            converter = NamedFile.Converter.class,
            description =
                    "Write one result to a file, also when the command fails. May be given several times.")
    List<NamedFile> results = new ArrayList<>();

    /** Read before the command line is: see {@link ParamsFile}. */
    @Option(
            names = ParamsFile.OPTION,
            paramLabel = "PATH",
            description =
                    "Take options from a JSON or YAML file too: keys are options without their dashes. What is typed wins.")
    String paramsFile = "";

    @Option(
            names = "--verbose",
            description =
                    "Text only: every check and every object, also of a federation so large that a summary is printed.")
    boolean verbose;

    /** Text, as a person reads it, looking as the log does. */
    static OutputOptions text(LogOptions log) {
        OutputOptions options = new OutputOptions();
        options.logLevel = log.logLevel;
        options.noColor = log.noColor;
        return options;
    }

    boolean json() {
        return output == Format.json;
    }
}
