package io.meshfed.report;

import java.util.regex.Pattern;

/** One word of a command line that people paste into a shell. */
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,=@%+-]+");

    private ShellWord() {}

    public static String of(String word) {
        return PLAIN.matcher(word).matches()
                ? word
                : "'" + SafeText.of(word).replace("'", "'\\''") + "'";
    }
}
