package io.meshfed.jenkins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a build called and how it ended, as a file that is read in reviews. */
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/io/meshfed/jenkins");

    private Golden() {}

    /** Also that nothing stays on the agent and that no secret is told. */
    static void check(String name, Build build, Workspace workspace) throws IOException {
        String end =
                build.value() instanceof Throwable
                        ? build.thrown().getMessage()
                        : String.valueOf(build.value());
        String told =
                "%s%n--- %s: %s%n--- %s%n"
                        .formatted(
                                String.join("\n", build.calls()),
                                build.result(),
                                build.description(),
                                end);
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, told);
        }
        assertEquals(Files.readString(file), told);
        assertEquals(List.of(), workspace.files(), "nothing stays on the agent");
        assertFalse(build.everything().contains("SECRET"));
    }
}
