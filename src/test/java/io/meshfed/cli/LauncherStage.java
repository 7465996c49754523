package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A checkout with the real launcher and, around it, a world of our own: a Java that prints its
 * arguments, a Maven that builds an empty jar, and no other program than the launcher needs.
 */
final class LauncherStage {

    private static final List<String> TOOLS =
            List.of(
                    "cat",
                    "dirname",
                    "find",
                    "grep",
                    "head",
                    "mkdir",
                    "mv",
                    "readlink",
                    "rm",
                    "sed",
                    "touch");

    private final Path root;
    final Path checkout;
    final Path tools;
    final Path jvms;
    private final Map<String, String> environment = new TreeMap<>();

    /** What a start left. */
    record Outcome(int exit, String out, String err) {}

    LauncherStage(Path root) throws IOException {
        this.root = root;
        this.checkout = Files.createDirectories(root.resolve("a check'out"));
        this.tools = Files.createDirectories(root.resolve("bin"));
        this.jvms = Files.createDirectories(root.resolve("jvms"));
        Files.createDirectories(checkout.resolve("src/main"));
        Files.createDirectories(checkout.resolve("contexts/aro-rosa"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        for (String tool : TOOLS) {
            Path real =
                    Stream.of("/bin/", "/usr/bin/")
                            .map(folder -> Path.of(folder + tool))
                            .filter(Files::isExecutable)
                            .findFirst()
                            .orElse(Path.of(tool));
            assumeTrue(Files.isExecutable(real), () -> "no " + tool + " here");
            script(tools.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(real));
        }
        String launcher = Files.readString(Path.of("meshfed")).replace("/usr/lib/jvm/", jvms + "/");
        script(checkout.resolve("meshfed"), launcher);
        environment.put("PATH", tools.toString());
    }

    /** A Java that prints what it is started with; asked to, it makes an archive. */
    Path java(String name, String version) throws IOException {
        Path home = Files.createDirectories(root.resolve(name));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        script(
                home.resolve("bin/java"),
                """
                #!/bin/sh
                echo "java $0"
                for word; do
                    printf '[%s]\\n' "$word"
                    case $word in
                        -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*) echo archive >"${word#*=}" ;;
                    esac
                done
                """);
        return home;
    }

    Path jdk(String name, String version) throws IOException {
        Path home = java(name, version);
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
        return home;
    }

    void javaHome(Path home) {
        environment.put("JAVA_HOME", home.toString());
    }

    /** Each run of this Maven leaves a line in {@code builds}. */
    void maven(String more) throws IOException {
        script(
                tools.resolve("mvn"),
                "#!/bin/sh\necho \"$JAVA_HOME\" >>'%s'\n%s\n".formatted(builds(), more));
    }

    void maven() throws IOException {
        maven("mkdir -p target && echo jar >target/meshfed.jar");
    }

    Path builds() {
        return root.resolve("builds");
    }

    /** A jar that is newer than all sources, and older than what is made from it. */
    void built() throws IOException {
        Files.createDirectories(checkout.resolve("target"));
        Path jar = Files.writeString(checkout.resolve("target/meshfed.jar"), "jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
        for (String source : List.of("pom.xml", "src/main", "contexts/aro-rosa")) {
            Files.setLastModifiedTime(checkout.resolve(source), FileTime.from(Instant.EPOCH));
        }
    }

    Outcome start(String... arguments) throws IOException, InterruptedException {
        return start(root, checkout.resolve("meshfed"), arguments);
    }

    Outcome start(Path from, Path launcher, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                                .toList());
        Path out = Files.createTempFile(root, "out", "");
        Path err = Files.createTempFile(root, "err", "");
        builder.directory(from.toFile());
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the launcher hangs");
        return new Outcome(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private static void script(Path path, String text) throws IOException {
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
