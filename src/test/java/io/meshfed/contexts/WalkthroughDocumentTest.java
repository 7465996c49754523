package io.meshfed.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The guide through the whole procedure, held against that procedure and the folders it names. */
class WalkthroughDocumentTest {

    private static final Path GUIDE = Path.of("docs/walkthrough.md");
    private static final Path BY_HAND = Path.of("../shared/reference/by-hand.adoc");

    /** What stands between two fences of the procedure. */
    private static final Pattern BLOCK = Pattern.compile("(?ms)^-----\\n(.*?)^-----$");

    private static final Pattern COMMAND =
            Pattern.compile("(?<![\\w/.-])(?:oc|openssl|curl) [^|&)`\\n]+");

    /** A mesh's name in a command that the guide gives once for all of them. */
    private static final Pattern OTHER_MESH = Pattern.compile("\\b(east2|west)\\b");

    @Test
    @DisplayName("every command of the procedure by hand stands in the guide")
    void mapsEverything() {
        assumeTrue(Files.exists(BY_HAND), "the procedure by hand is not at " + BY_HAND);
        String guide = plain(Kustomization.text(GUIDE));
        Set<String> commands = new TreeSet<>();
        Matcher block = BLOCK.matcher(Kustomization.text(BY_HAND));
        while (block.find()) {
            Matcher command = COMMAND.matcher(block.group(1).replaceAll("\\\\\\n", " "));
            while (command.find()) {
                commands.add(command.group().replaceAll("\\s+", " ").replaceAll(" ?;? ?$", ""));
            }
        }
        List<String> missing = new ArrayList<>();
        for (String command : commands) {
            if (!guide.contains(command) && !guide.contains(ofEast(command))) {
                missing.add(command);
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(commands.size() > 40, commands::toString);
    }

    @Test
    @DisplayName("every folder that the guide and the contexts' own guides name is there")
    void folders() {
        Path root = Path.of("contexts/east-west");
        int named = 0;
        for (Path guide : List.of(GUIDE, root.resolve("README.md"))) {
            Matcher folder =
                    Pattern.compile("meshfed (?:apply|delete)-manifests ((?:aro|rosa)/[\\w/-]+)")
                            .matcher(Kustomization.text(guide));
            while (folder.find()) {
                Path path = root.resolve(folder.group(1));
                assertTrue(Files.isRegularFile(path.resolve(Kustomization.FILE)), path::toString);
                named++;
            }
        }
        assertTrue(named > 10);
    }

    @Test
    @DisplayName("the guide says what the procedure gets wrong")
    void tellsTheSlips() {
        String guide = Kustomization.text(GUIDE);
        for (String slip :
                List.of(
                        "-n west2-istio-system` means `east2-istio-system`",
                        "The second pair is missing.",
                        "one direction only",
                        "Fixed sleeps.",
                        "`connected` of one istiod.",
                        "`delete virtualservices --all`.",
                        "A peer is deleted while it still exports.",
                        "The import set is deleted and made anew")) {
            assertTrue(guide.contains(slip), slip);
        }
    }

    /** The same command of mesh east; its ConfigMaps and peers keep their names. */
    private static String ofEast(String command) {
        return OTHER_MESH
                .matcher(command.replaceAll("\\b(?:east2|west)-", "east-"))
                .replaceAll("east");
    }

    /** As the commands stand there, without what a table asks for. */
    private static String plain(String markdown) {
        return markdown.replace("\\|", "|").replaceAll("\\s+", " ");
    }
}
