package io.meshfed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rows of the fault catalogue that tests are named with: {@code "A7, A8: a lost reply …"} at
 * the beginning of a display name.
 *
 * @param files by row, the test files that name it
 * @param malformed names that look like it and are not
 */
record NamedRows(Map<String, List<String>> files, List<String> malformed) {

    private static final Path TESTS = Path.of("src/test/java");

    /** Where a text is the name of a test: annotations, and tests made at run time. */
    private static final Pattern NAME =
            Pattern.compile(
                    "(?:@DisplayName\\(|@ParameterizedTest\\(\\s*name\\s*=|\\bdynamicTest\\(|\\bdynamicContainer\\()"
                            + "\\s*\"([^\"]*)\"");

    private static final String ROWS = "[A-J]\\d{1,2}(?:, [A-J]\\d{1,2})*";
    private static final Pattern NAMED = Pattern.compile("(" + ROWS + "): \\S.*");
    private static final Pattern ALIKE = Pattern.compile("[A-J]\\d{1,2}\\b.*");

    static NamedRows ofSources() {
        NamedRows rows = new NamedRows(new TreeMap<>(), new ArrayList<>());
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
                rows.read(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return rows;
    }

    static NamedRows of(String file, String source) {
        NamedRows rows = new NamedRows(new TreeMap<>(), new ArrayList<>());
        rows.read(file, source);
        return rows;
    }

    /** A test that is switched off proves nothing. */
    private void read(String file, String source) {
        boolean off = Pattern.compile("@Disabled\\b").matcher(source).find();
        Matcher name = NAME.matcher(source);
        while (name.find()) {
            Matcher named = NAMED.matcher(name.group(1));
            if (named.matches() && !off) {
                for (String row : named.group(1).split(", ")) {
                    files.computeIfAbsent(row, any -> new ArrayList<>()).add(file);
                }
            } else if (!named.matches() && ALIKE.matcher(name.group(1)).matches()) {
                malformed.add(file + ": " + name.group(1));
            }
        }
    }
}
