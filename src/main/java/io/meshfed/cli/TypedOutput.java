package io.meshfed.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/**
 * How the user wants to be told, picked out of a command line that cannot be read as a whole: the
 * pipeline behind it waits for its files all the same.
 */
final class TypedOutput {

    private TypedOutput() {}

    static OutputOptions in(String... arguments) {
        OutputOptions options = new OutputOptions();
        List<String> words = List.of(arguments);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int sign = word.indexOf('=');
            if (word.equals("--no-color")) {
                options.noColor = true;
            } else if (word.startsWith("--") && sign > 0) {
                take(options, word.substring(0, sign), word.substring(sign + 1));
            } else if (i + 1 < words.size()) {
                take(options, word, words.get(i + 1));
            }
        }
        return options;
    }

    private static void take(OutputOptions options, String option, String value) {
        try {
            switch (option) {
                case "--output" ->
                        options.output =
                                OutputOptions.Format.valueOf(value.toLowerCase(Locale.ROOT));
                case "--report" -> options.reports.add(new NamedFile.Converter().convert(value));
                case "--result" -> options.results.add(new NamedFile.Converter().convert(value));
                default -> {}
            }
        } catch (TypeConversionException | IllegalArgumentException wrong) {
            // It is, or comes after, what the user is told about.
        }
    }
}
