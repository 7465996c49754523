package io.meshfed.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An option, and how pipelines reach it.
 *
 * @param name without the hyphens: {@code dry-run}
 * @param values those that are allowed; empty when they cannot be listed
 * @param separator between several values in one argument; empty when there is but one
 * @param defaultValue empty for none
 * @param help as {@code --help} tells it
 * @param description as a parameter, without a full stop
 */
public record OptionDefinition(
        String name,
        OptionType type,
        boolean required,
        List<String> values,
        String separator,
        String defaultValue,
        String paramLabel,
        String help,
        String description,
        Binding binding) {

    /** How an engine hands the value in. */
    public sealed interface Binding {

        /** As a parameter. */
        record OfParam() implements Binding {}

        /** As a folder, or, with a parameter, as a file in it. */
        record OfWorkspace(Workspace.Folder folder, String prefix, boolean file)
                implements Binding {}

        /** Once per result. */
        record OfResults() implements Binding {}

        /** Not at all. */
        record None(String reason) implements Binding {}
    }

    public OptionDefinition {
        requireNonNull(name);
        requireNonNull(type);
        values = List.copyOf(values);
        requireNonNull(separator);
        requireNonNull(defaultValue);
        requireNonNull(paramLabel);
        requireNonNull(help);
        requireNonNull(description);
        requireNonNull(binding);
    }

    /** As Jenkins spells it: {@code dryRun}. */
    public String key() {
        return Words.camel(name);
    }

    /** Whether a pipeline may give it as a parameter. */
    public boolean isParam() {
        return binding instanceof Binding.OfParam
                || binding instanceof Binding.OfWorkspace place && place.file();
    }
}
