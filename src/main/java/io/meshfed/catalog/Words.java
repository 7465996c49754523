package io.meshfed.catalog;

import java.util.Locale;

/** One word, as each engine spells it. */
final class Words {

    private Words() {}

    /** {@code DRY_RUN} to {@code dry-run}. */
    static String kebab(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code dry-run} to {@code dryRun}. */
    static String camel(String kebab) {
        StringBuilder camel = new StringBuilder();
        for (String word : kebab.split("-")) {
            camel.append(camel.isEmpty() ? word : capital(word));
        }
        return camel.toString();
    }

    static String capital(String word) {
        return word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
