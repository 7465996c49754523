package io.meshfed.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The promotion that people begin with. */
public final class ExamplePromotion {

    private static final Path FILE = Path.of("contexts/aro-rosa/promotion.yaml.example");
    private static final Pattern IMAGE = Pattern.compile("\\S+@sha256:[0-9a-f]{64}");

    private ExamplePromotion() {}

    /** What staging has to run for it. */
    public static String image() {
        try {
            Matcher image = IMAGE.matcher(Files.readString(FILE));
            if (!image.find()) {
                throw new AssertionError(FILE + " names no image by its digest");
            }
            return image.group();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
