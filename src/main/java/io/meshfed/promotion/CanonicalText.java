package io.meshfed.promotion;

/** Text in a form in which texts that follow each other cannot be mistaken for others. */
final class CanonicalText {

    private CanonicalText() {}

    /** {@code 5:hello,}. The length is told before the text, so that no text can end early. */
    static String of(String text) {
        return text.length() + ":" + text + ",";
    }

    static String of(int number) {
        return of("" + number);
    }
}
