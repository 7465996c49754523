package io.meshfed.sandbox.traffic;

import io.meshfed.model.Trees;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A text that is equal to another, begins with it, or fits a pattern as a whole. */
final class TextMatch {

    private TextMatch() {}

    /** Anything that is there, when it says nothing. */
    static Predicate<String> of(Map<String, Object> match, boolean anyCase) {
        Optional<String> exact = Trees.text(match, "exact").map(text -> folded(text, anyCase));
        if (exact.isPresent()) {
            return text -> folded(text, anyCase).equals(exact.get());
        }
        Optional<String> prefix = Trees.text(match, "prefix").map(text -> folded(text, anyCase));
        if (prefix.isPresent()) {
            return text -> folded(text, anyCase).startsWith(prefix.get());
        }
        return Trees.text(match, "regex").map(TextMatch::pattern).orElse(text -> true);
    }

    /** istiod refuses a broken pattern; here it fits nothing. */
    private static Predicate<String> pattern(String regex) {
        try {
            return Pattern.compile(regex).asMatchPredicate();
        } catch (PatternSyntaxException broken) {
            return text -> false;
        }
    }

    private static String folded(String text, boolean anyCase) {
        return anyCase ? text.toLowerCase(Locale.ROOT) : text;
    }
}
