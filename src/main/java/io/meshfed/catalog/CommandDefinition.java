package io.meshfed.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A command, as its reference tells it.
 *
 * @param name as it is typed: {@code pipeline start}
 * @param summary one sentence
 * @param examples command lines
 */
public record CommandDefinition(
        String name,
        String summary,
        String synopsis,
        List<OptionDefinition> options,
        List<ResultDefinition> results,
        List<String> examples) {

    public CommandDefinition {
        requireNonNull(name);
        requireNonNull(summary);
        requireNonNull(synopsis);
        options = List.copyOf(options);
        results = List.copyOf(results);
        examples = List.copyOf(examples);
    }

    /** In names of files: {@code pipeline-start}. */
    String fileName() {
        return name.replace(' ', '-');
    }
}
