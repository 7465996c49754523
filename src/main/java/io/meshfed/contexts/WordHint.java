package io.meshfed.contexts;

import io.meshfed.model.Nearest;
import java.util.Collection;
import java.util.Optional;

/** What to say after a word that is not known. */
final class WordHint {

    private WordHint() {}

    /** {@code ; did you mean 'cluster'?}, else {@code ; it can be: a, b}. */
    static String after(String word, Collection<String> known) {
        Optional<String> meant = Nearest.to(word, known);
        if (meant.isPresent()) {
            return "; did you mean '%s'?".formatted(Findings.shown(meant.get()));
        }
        return known.isEmpty() ? "" : "; it can be: " + String.join(", ", known);
    }
}
