package io.meshfed.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cli.CommandModel;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("what is published is made from the same definitions, for one image")
class TargetFilesTest {

    private static final String IMAGE = "quay.io/a/b:1.2@sha256:" + "a".repeat(64);

    /** What catlin and Artifact Hub ask of a path: the folder is named as the file. */
    private static final Pattern PATH =
            Pattern.compile(
                    "(task|stepaction|pipeline)/(([a-z-]+)/(\\3\\.yaml|README\\.md|samples/[a-z-]+\\.yaml)|artifacthub-repo\\.yml)");

    @TempDir private Path folder;

    @BeforeEach
    void checkout() throws Exception {
        Files.copy(Path.of("pom.xml"), folder.resolve("pom.xml"));
        Path pipeline = Files.createDirectories(folder.resolve("pipelines/go/samples"));
        Files.writeString(pipeline.resolve("run.yaml.example"), "kind: PipelineRun\n");
        Files.writeString(
                folder.resolve("pipelines/go/pipeline.yaml"),
                "kind: Pipeline\nmetadata:\n  labels:\n    a: b\n  name: meshfed-go\nspec: {}\n");
    }

    private Path written(String image) {
        Catalog.of(CommandModel.root(), folder)
                .writeTarget(image, image.replace("/b:", "/b-kubectl:"));
        return folder.resolve("target");
    }

    @Test
    @DisplayName("paths are those that catlin and Artifact Hub know, pipelines included")
    void layout() {
        Path catalog = written("").resolve("catalog");
        List<String> paths =
                Checkout.filesBelow(catalog).stream()
                        .map(file -> catalog.relativize(file).toString())
                        .toList();

        assertEquals(
                List.of(), paths.stream().filter(path -> !PATH.matcher(path).matches()).toList());
        assertTrue(paths.contains("pipeline/meshfed-go/meshfed-go.yaml"), paths.toString());
        assertTrue(paths.contains("pipeline/meshfed-go/samples/run.yaml"), paths.toString());
        assertTrue(paths.contains("task/meshfed-peer/samples/taskrun.yaml"), paths.toString());
    }

    @Test
    @DisplayName("a release holds its image and no placeholder")
    void image() {
        for (Path file : Checkout.filesBelow(written(IMAGE))) {
            assertTrue(!Checkout.text(file).contains("registry.example.com"), file.toString());
        }
        assertTrue(Checkout.text(folder.resolve("target/install.yaml")).contains(IMAGE));
    }

    @Test
    @DisplayName("one file installs all and starts nothing")
    void install() {
        List<String> kinds =
                Checkout.yaml(written("").resolve("install.yaml")).stream()
                        .map(document -> document.get("kind").asText())
                        .distinct()
                        .sorted()
                        .toList();

        assertEquals(List.of("ClusterRole", "Pipeline", "Role", "StepAction", "Task"), kinds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quay.io/a/b:1.2",
                "quay.io/a/b@sha256:0000000000000000000000000000000000000000000000000000000000000000",
                "b:1@sha256:0000000000000000000000000000000000000000000000000000000000000000",
                "quay.io/a/b:1@sha256:00"
            })
    @DisplayName("an image that is not named whole, by tag and digest, is refused")
    void refused(String image) {
        FederationException failure = assertThrows(FederationException.class, () -> written(image));

        assertEquals(ErrorClass.INPUT, failure.errorClass());
    }

    @Test
    @DisplayName("there is a manual page for every command, and completion knows them all")
    void forShells() {
        Path target = written("");
        String completion = Checkout.text(target.resolve("completion/meshfed"));
        Stream.of(CommandModel.root().getSubcommands().keySet())
                .flatMap(names -> names.stream())
                .filter(name -> !name.equals("train"))
                .forEach(
                        name -> {
                            Path page = target.resolve("man/meshfed-" + name + ".1");
                            assertTrue(Files.exists(page), name);
                            assertTrue(completion.contains(name), name);
                        });
    }

    @Test
    @DisplayName("only what builds kustomizations takes the image with kubectl")
    void kubectlImage() throws Exception {
        Path catalog = written(IMAGE).resolve("catalog/task");

        for (String step :
                List.of("apply-manifests", "plan-promotion", "promote", "peer", "roll-back")) {
            String task =
                    Files.readString(
                            catalog.resolve("meshfed-" + step + "/meshfed-" + step + ".yaml"));
            assertEquals(
                    Set.of("apply-manifests", "plan-promotion", "promote").contains(step),
                    task.contains("image: quay.io/a/b-kubectl:1.2"));
        }
    }
}
