package io.meshfed.lint;

import java.util.Locale;

/** Something that a file may not do. The code is the contract: it never changes its meaning. */
interface Rule {

    /** The name of the constant; the code is made from it. */
    String name();

    Authority authority();

    Severity severity();

    /** What to do, where the finding itself says nothing better. */
    String remedy();

    /** {@code unknown-param}; those of our own begin with {@code house-}. */
    default String code() {
        String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return authority() == Authority.HOUSE ? "house-" + word : word;
    }
}
