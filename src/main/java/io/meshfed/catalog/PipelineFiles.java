package io.meshfed.catalog;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is generated in the folders of hand-written Pipelines: the drawing and the tables of each
 * README, and the version in the labels.
 */
public final class PipelineFiles {

    private static final String PIPELINE = "pipeline.yaml";
    private static final Pattern VERSION =
            Pattern.compile("(app\\.kubernetes\\.io/version: )\"[^\"]*\"");

    private PipelineFiles() {}

    /**
     * The files as they should be, by their path below the folder.
     *
     * @param folder with a folder per Pipeline
     */
    public static SortedMap<String, String> of(Path folder, String version) {
        SortedMap<String, String> files = new TreeMap<>();
        List<SharedTask> shared =
                files(folder).stream()
                        .flatMap(yaml -> SharedTask.in(name(folder, yaml), read(yaml)).stream())
                        .toList();
        for (Path yaml : files(folder)) {
            String text = read(yaml);
            String label = "$1" + Matcher.quoteReplacement('"' + version + '"');
            files.put(name(folder, yaml), VERSION.matcher(text).replaceAll(label));
            if (yaml.endsWith(PIPELINE)) {
                Path readme = yaml.resolveSibling("README.md");
                PipelineYaml pipeline = PipelineYaml.of(yaml.toString(), text);
                files.put(
                        name(folder, readme),
                        PipelineReadme.of(pipeline, shared)
                                .merged(readme.toString(), read(readme)));
            }
        }
        return files;
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException failed) {
            throw unreadable(folder, failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private static FederationException unreadable(Path file, IOException cause) {
        return new FederationException(
                ErrorClass.INPUT,
                "%s cannot be read".formatted(SafeText.of(file.toString())),
                "Check that it is there, and its permissions.",
                List.of(),
                cause);
    }
}
