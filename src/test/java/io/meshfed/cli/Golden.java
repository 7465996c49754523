package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What commands print, as files that can be read. {@code -Dgolden.update=true} writes them anew;
 * the change is then looked at before it is committed.
 */
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    /** Whose hexadecimal digits differ from run to run, but not their number. */
    private static final List<Pattern> VOLATILE =
            Stream.of(
                            "(?<=127\\.0\\.0\\.1:)\\d+",
                            "\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b",
                            "\\b[0-9a-f]{64}\\b",
                            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ",
                            "\\b36[45]\\d(?= more days|d\\b|$)",
                            "\\d+(?= s old)",
                            "(?<= sync )\\d+(?=s)",
                            "\\ba[0-9a-f]{8}-00001(?=\\.elb)")
                    .map(pattern -> Pattern.compile(pattern, Pattern.MULTILINE))
                    .toList();

    private Golden() {}

    static void assertSame(String name, Cli.Outcome outcome) throws IOException {
        String told =
                "--- stdout\n%s--- stderr\n%s--- exit %d\n"
                        .formatted(lasting(outcome.out()), lasting(outcome.err()), outcome.exit());
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, told);
        }
        assertTrue(Files.exists(file), () -> file + " is missing; -Dgolden.update=true writes it");
        assertEquals(Files.readString(file), told, file.toString());
    }

    private static String lasting(String text) {
        String lasting =
                text.replaceAll("(?m)^… waiting .*\n", "")
                        .replaceAll("(clocks agree to) \\d+ms +", "$1 #ms  ");
        for (Pattern each : VOLATILE) {
            lasting =
                    each.matcher(lasting)
                            .replaceAll(found -> found.group().replaceAll("[0-9a-f]", "#"));
        }
        return lasting;
    }
}
