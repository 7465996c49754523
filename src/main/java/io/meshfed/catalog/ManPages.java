package io.meshfed.catalog;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Manual pages, one per command. */
final class ManPages {

    private ManPages() {}

    /** By file name. */
    static SortedMap<String, String> of(List<CommandDefinition> commands, Release release) {
        SortedMap<String, String> pages = new TreeMap<>();
        for (CommandDefinition command : commands) {
            pages.put("meshfed-" + command.fileName() + ".1", page(command, release));
        }
        StringBuilder all = new StringBuilder(head("meshfed", release));
        all.append(".SH NAME\nmeshfed \\- federates OpenShift service meshes across clusters\n");
        all.append(".SH SYNOPSIS\n.B meshfed\nCOMMAND [OPTIONS]\n.SH COMMANDS\n");
        commands.forEach(command -> entry(all, command.name(), command.summary()));
        pages.put("meshfed.1", all.toString());
        return pages;
    }

    private static String page(CommandDefinition command, Release release) {
        StringBuilder page = new StringBuilder(head("meshfed-" + command.fileName(), release));
        page.append(".SH NAME\nmeshfed\\-").append(escaped(command.fileName())).append(" \\- ");
        page.append(escaped(command.summary())).append('\n');
        page.append(".SH SYNOPSIS\n").append(escaped(command.synopsis())).append('\n');
        page.append(".SH OPTIONS\n");
        for (OptionDefinition option : command.options()) {
            String label = option.type() == OptionType.BOOLEAN ? "" : " " + option.paramLabel();
            entry(page, "--" + option.name() + label, option.help());
        }
        if (!command.results().isEmpty()) {
            page.append(".SH RESULTS\n");
            command.results().forEach(result -> entry(page, result.name(), result.description()));
        }
        if (!command.examples().isEmpty()) {
            page.append(".SH EXAMPLES\n.nf\n");
            command.examples().forEach(line -> page.append(escaped(line)).append('\n'));
            page.append(".fi\n");
        }
        return page.toString();
    }

    private static String head(String name, Release release) {
        return ".TH \"%s\" 1 \"\" \"meshfed %s\"\n"
                .formatted(name.toUpperCase(java.util.Locale.ROOT), release.version());
    }

    private static void entry(StringBuilder page, String term, String text) {
        page.append(".TP\n.B ")
                .append(escaped(term))
                .append('\n')
                .append(escaped(text))
                .append('\n');
    }

    /**
     * A backslash begins an escape, a leading dot or quote a request, a bare hyphen may be broken.
     */
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
