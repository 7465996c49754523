package io.meshfed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the fault catalogue, as {@code fault-catalogue.txt} has it.
 *
 * @param seen the classes of such a run, or the command that the row waits for
 */
record CatalogueRow(String id, String fault, String seen, String remedy) {

    private static final Path FILE = Path.of("src/test/resources/io/meshfed/fault-catalogue.txt");
    private static final String WAITING = "waiting for ";

    static List<CatalogueRow> all() {
        List<CatalogueRow> rows = new ArrayList<>();
        for (String line : lines()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split(" \\| ", -1);
            if (cells.length != 4) {
                throw new IllegalStateException("four cells are wanted: " + line);
            }
            rows.add(new CatalogueRow(cells[0], cells[1], cells[2], cells[3]));
        }
        return rows;
    }

    /** {@code A. API server and network}, in the order of the file. */
    static List<String> parts() {
        return lines().stream()
                .filter(line -> line.matches("# [A-J]\\. .*"))
                .map(line -> line.substring(2))
                .toList();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean waits() {
        return seen.startsWith(WAITING);
    }

    /** The command that does not exist yet. */
    String waitsFor() {
        return seen.substring(WAITING.length());
    }

    List<String> classes() {
        return List.of(seen.split(", "));
    }

    /** As a line of a Markdown table. */
    String markdown() {
        return waits()
                ? "| %s | %s | waits for the command `%s` | |".formatted(id, fault, waitsFor())
                : "| %s | %s | %s | %s |".formatted(id, fault, seen, remedy);
    }
}
