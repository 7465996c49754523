package io.meshfed.manifests;

import static java.util.Objects.requireNonNull;

import io.meshfed.process.Program;
import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.report.ShellWord;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The program that builds kustomizations: kubectl, oc or kustomize, the first that is there. It
 * gets no network, no plugins and no home.
 *
 * @param program where it lies
 * @param arguments before the folder
 */
record KustomizeTool(Path program, List<String> arguments) {

    private static final int MOST_LINES = 5;
    private static final int LONGEST_LINE = 300;
    private static final Duration TIME = Duration.ofSeconds(60);
    private static final int LARGEST = 64 << 20;
    private static final int MOST_WORDS = 4 << 10;

    private static final Map<String, List<String>> CANDIDATES = new TreeMap<>();

    static {
        CANDIDATES.put("1 kubectl", List.of("kustomize"));
        CANDIDATES.put("2 oc", List.of("kustomize"));
        CANDIDATES.put("3 kustomize", List.of("build"));
    }

    KustomizeTool {
        requireNonNull(program);
        arguments = List.copyOf(arguments);
    }

    /**
     * @param path the folders in which programs lie, as in the environment
     */
    static KustomizeTool on(String path) {
        for (Map.Entry<String, List<String>> candidate : CANDIDATES.entrySet()) {
            String name = candidate.getKey().substring(2);
            Optional<Path> found =
                    Stream.of(path.split(File.pathSeparator))
                            .filter(folder -> !folder.isBlank())
                            .map(folder -> Path.of(folder, name))
                            .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                            .findFirst();
            if (found.isPresent()) {
                return new KustomizeTool(found.get().toAbsolutePath(), candidate.getValue());
            }
        }
        throw new FederationException(
                ErrorClass.INPUT,
                "a kustomization is built by kubectl, oc or kustomize, and none of them is on the PATH",
                "Install one of them, or name plain YAML files, which need none.");
    }

    /** What it prints for the kustomization in that folder. */
    String build(Path folder, boolean confidential, Program.Ender ender) {
        Program build =
                new Program(
                        program.toString(),
                        Stream.concat(arguments.stream(), Stream.of(folder.toString())).toList(),
                        environment(folder),
                        folder);
        Program.Ended ended = build.run(new Program.Bounds(TIME, LARGEST, MOST_WORDS), ender);
        switch (ended.how()) {
            case OUT_OF_TIME ->
                    throw failure(folder, "was not done in " + Durations.text(TIME), List.of());
            case FAILED -> throw failure(folder, "could not be started", List.of());
            case EXITED -> {}
        }
        if (ended.code() != 0) {
            throw failure(
                    folder, "ended with exit code " + ended.code(), words(ended, confidential));
        }
        if (!ended.out().whole()) {
            throw failure(folder, "printed more than %d MiB".formatted(LARGEST >> 20), List.of());
        }
        return new String(ended.out().kept(), StandardCharsets.UTF_8);
    }

    /** It quotes whole objects in what it says, so it is not repeated where one may be a Secret. */
    private static List<String> words(Program.Ended ended, boolean confidential) {
        if (confidential) {
            return ended.err().written() == 0
                    ? List.of()
                    : List.of("What it said may quote a Secret, so it is not repeated here.");
        }
        List<String> lines =
                new String(ended.err().kept(), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(line -> SafeText.of(end(line)))
                        .toList();
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    }

    /** What is wrong stands behind the long way on which it was found. */
    private static String end(String line) {
        return line.length() > LONGEST_LINE
                ? "…" + line.substring(line.length() - LONGEST_LINE)
                : line;
    }

    private FederationException failure(Path folder, String why, List<String> words) {
        return new FederationException(
                ErrorClass.INPUT,
                "'%s' %s".formatted(typed(folder), why),
                "Run it by hand to see more.",
                words,
                null);
    }

    private String typed(Path folder) {
        return "%s %s %s"
                .formatted(
                        program.getFileName(),
                        String.join(" ", arguments),
                        ShellWord.of(folder.toString()));
    }

    /** What was looked through needs no network; that nothing gets any, does not hang on that. */
    private static Map<String, String> environment(Path folder) {
        Map<String, String> variables = new TreeMap<>();
        String nowhere = "http://127.0.0.1:9";
        variables.put("PATH", "");
        variables.put("HOME", folder.resolve("no-home").toString());
        variables.put("XDG_CONFIG_HOME", folder.resolve("no-home").toString());
        variables.put("KUBECONFIG", File.separator + "dev/null");
        variables.put("HTTP_PROXY", nowhere);
        variables.put("HTTPS_PROXY", nowhere);
        variables.put("GIT_ALLOW_PROTOCOL", "none");
        return variables;
    }
}
