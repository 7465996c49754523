package io.meshfed.catalog;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The reference of the command line: a page per command, and one that lists them. */
final class CommandReference {

    private static final String NOTE =
            "<!-- Generated. Change the command, then: ./meshfed generate -->\n\n";

    private CommandReference() {}

    /** By file name. */
    static SortedMap<String, String> of(List<CommandDefinition> commands) {
        SortedMap<String, String> pages = new TreeMap<>();
        commands.forEach(command -> pages.put(command.fileName() + ".md", page(command)));
        pages.put(
                "README.md",
                NOTE
                        + "# Commands\n\n"
                        + MarkdownTable.of(
                                List.of("command", "what it does"),
                                commands.stream().map(CommandReference::row).toList()));
        return pages;
    }

    private static List<String> row(CommandDefinition command) {
        return List.of(
                "[%s](%s.md)".formatted(command.name(), command.fileName()), command.summary());
    }

    private static String page(CommandDefinition command) {
        StringBuilder page = new StringBuilder(NOTE);
        page.append("# meshfed ").append(command.name()).append("\n\n");
        page.append(command.summary()).append("\n\n");
        page.append("    ").append(command.synopsis()).append("\n\n## Options\n\n");
        page.append(
                MarkdownTable.of(
                        List.of("option", "description"),
                        command.options().stream().map(CommandReference::row).toList()));
        if (!command.results().isEmpty()) {
            page.append("\n## Results\n\n");
            page.append(
                    MarkdownTable.of(
                            List.of("name", "description"),
                            command.results().stream().map(CommandReference::row).toList()));
        }
        if (!command.examples().isEmpty()) {
            page.append("\n## Example\n\n");
            command.examples().forEach(line -> page.append("    ").append(line).append('\n'));
        }
        return page.append("\nExit codes: [output.md](../output.md).\n").toString();
    }

    private static List<String> row(OptionDefinition option) {
        String form =
                option.type() == OptionType.BOOLEAN
                        ? "--" + option.name()
                        : "--%s %s".formatted(option.name(), option.paramLabel());
        return List.of("`" + form + "`", option.help() + (option.required() ? " Required." : ""));
    }

    private static List<String> row(ResultDefinition result) {
        return List.of("`" + result.name() + "`", result.description());
    }
}
