package io.meshfed.report;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Takes secrets out of text that leaves the program. A server, a proxy or a library may repeat the
 * credential that it was sent, in whole or in part, as it is or encoded; so whoever holds a secret
 * has it learned here before it is used, and whatever is printed or written goes through here.
 * Thread-safe.
 */
public final class Redactor {

    /** What stands in the place of a secret. */
    public static final String MASK = "(secret)";

    /** So many characters of a secret in a row are too many. */
    public static final int TOO_MANY = 8;

    /** A text shorter than this stands in every other one by chance. */
    public static final int SHORTEST = 4;

    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> shortForms = new LinkedHashSet<>();
    private final Windows parts = new Windows(TOO_MANY);

    /** Eight digits are four characters only, and found in every tenth thousand of UIDs. */
    private final Windows hexParts = new Windows(2 * TOO_MANY);

    /**
     * From now on this is hidden, and what it looks like in base64, in a URL and in hexadecimal.
     * Less than {@value #SHORTEST} characters are not.
     */
    public synchronized void learn(String secret) {
        if (secret.length() < SHORTEST || !known.add(secret)) {
            return;
        }
        SecretForms forms = new SecretForms(secret);
        forms.text().forEach(form -> hide(form, parts, TOO_MANY));
        forms.hex().forEach(form -> hide(form, hexParts, 2 * TOO_MANY));
    }

    private void hide(String form, Windows windows, int length) {
        if (form.length() >= length) {
            windows.add(form);
        } else if (form.length() >= SHORTEST) {
            shortForms.add(form);
        }
    }

    /** The text, with {@value #MASK} for each part of it that is one of a secret. */
    public String of(String text) {
        return masked(text, false);
    }

    /**
     * The same for a line of a document, JSON for example, whose strings went through {@link #of}
     * one by one: a mask neither begins nor ends inside an escape.
     */
    public String ofEncoded(String text) {
        return masked(text, true);
    }

    private synchronized String masked(String text, boolean encoded) {
        if (known.isEmpty() || text.length() < SHORTEST) {
            return text;
        }
        Mask mask = new Mask(text, encoded);
        parts.find(text, mask::hide);
        hexParts.find(text, mask::hide);
        for (String form : shortForms) {
            for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
                mask.hide(at, at + form.length());
            }
        }
        return mask.applied();
    }

    /** Which characters of a text are not to be seen. */
    private static final class Mask {

        private final String text;
        private final boolean encoded;
        private boolean[] hidden = {};

        Mask(String text, boolean encoded) {
            this.text = text;
            this.encoded = encoded;
        }

        void hide(int from, int to) {
            if (hidden.length == 0) {
                hidden = new boolean[text.length()];
            }
            boolean escape = encoded && text.substring(from, to).matches("(?s).*[\\\\\"].*");
            if (!escape) {
                Arrays.fill(hidden, encoded ? beginOfEscape(from) : from, to, true);
            }
        }

        /** Half of an escape would break what it is in. */
        private int beginOfEscape(int from) {
            int start = from;
            for (int i = from - 1; i >= Math.max(0, from - 5); i--) {
                if (text.charAt(i) == '\\') {
                    start = i;
                }
            }
            while (start > 0 && start < from && text.charAt(start - 1) == '\\') {
                start--;
            }
            return start;
        }

        String applied() {
            if (hidden.length == 0) {
                return text;
            }
            StringBuilder safe = new StringBuilder(text.length());
            for (int i = 0; i < hidden.length; i++) {
                if (!hidden[i]) {
                    safe.append(text.charAt(i));
                } else if (i == 0 || !hidden[i - 1]) {
                    safe.append(MASK);
                }
            }
            return safe.toString();
        }
    }
}
