package io.meshfed.promotion;

/** Text of others, as a record keeps it: not too long, and such that it can be stored. */
final class BoundedText {

    private BoundedText() {}

    /**
     * The beginning of it. Half a character has no form in UTF-8 and would be read back as another.
     */
    static String of(String text, int most) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int symbol = text.codePointAt(at);
            at += Character.charCount(symbol);
            boolean half = symbol >= Character.MIN_SURROGATE && symbol <= Character.MAX_SURROGATE;
            int stored = half ? '\uFFFD' : symbol;
            if (kept.length() + Character.charCount(stored) > most) {
                return kept.toString();
            }
            kept.appendCodePoint(stored);
        }
        return kept.toString();
    }
}
