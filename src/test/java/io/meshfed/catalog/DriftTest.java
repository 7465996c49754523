package io.meshfed.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.cli.CommandModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("what is generated is what the commands say")
class DriftTest {

    @TempDir private Path folder;

    @Test
    @DisplayName("no generated file differs from its definition")
    void nothingDiffers() {
        List<String> differing = Checkout.catalog().differences();

        assertEquals(List.of(), differing, () -> Catalog.remedy(differing.size()));
    }

    @Test
    @DisplayName("no file of a step, and no page, is left over from a command that is gone")
    void nothingIsLeft() {
        Set<String> wanted = Checkout.catalog().files().keySet();
        Set<String> left = new TreeSet<>();
        for (String root : List.of("steps", "docs/reference")) {
            Checkout.filesBelow(Path.of(root)).forEach(file -> left.add(file.toString()));
        }
        left.removeAll(wanted);

        assertEquals(Set.of(), left);
    }

    @Test
    @DisplayName(
            "what was written by hand in a README stays; tables and nothing else are made anew")
    void handWrittenStays() throws Exception {
        Files.copy(Path.of("pom.xml"), folder.resolve("pom.xml"));
        Catalog catalog = Catalog.of(CommandModel.root(), folder);
        catalog.write();
        Path readme = folder.resolve("steps/peer/README.md");
        String generated = Files.readString(readme);
        Files.writeString(
                readme,
                generated.replace("# Peer", "# Peer, by hand").replace("| `mesh` |", "| `mush` |"));

        assertEquals(List.of("steps/peer/README.md"), catalog.write());
        assertEquals(generated.replace("# Peer", "# Peer, by hand"), Files.readString(readme));
        assertEquals(List.of(), catalog.write());
    }

    @Test
    @DisplayName("every command has a page, and every page is listed")
    void everyCommandHasAPage() {
        List<String> commands =
                Definitions.commands(CommandModel.root()).stream()
                        .map(CommandDefinition::fileName)
                        .toList();
        String index = Checkout.text(Path.of("docs/reference/README.md"));

        assertEquals(
                List.of(),
                commands.stream()
                        .filter(name -> !index.contains("(" + name + ".md)"))
                        .collect(Collectors.toList()));
    }
}
