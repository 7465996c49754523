package io.meshfed.testing;

import io.meshfed.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How tests start the program, or another class of theirs, as a process of its own.
 *
 * <p>Starts are most of what such a test costs, and a class-data archive takes half of it away. An
 * archive takes classes out of jars only, so the folders of classes are packed first, once for all
 * tests of a run.
 */
public final class ChildJvm {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final List<String> LEAN =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    private ChildJvm() {}

    /** Up to and with the name of the class; its arguments come next. */
    public static List<String> command(Class<?> main) {
        List<String> command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(Packed.OPTIONS);
        command.add(main.getName());
        return command;
    }

    /** Packed when the first test asks. */
    private static final class Packed {

        private static final List<String> OPTIONS = pack();

        private static List<String> pack() {
            try {
                Path folder = Files.createTempDirectory("meshfed-child-jvm");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
                List<String> options = new ArrayList<>(LEAN);
                options.addAll(List.of("-cp", classPath(folder)));
                Path archive = folder.resolve("classes.jsa");
                if (archived(archive, options)) {
                    options.add("-XX:SharedArchiveFile=" + archive);
                }
                return List.copyOf(options);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }

        private static String classPath(Path folder) throws IOException {
            List<String> entries = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path path = Path.of(entry).toAbsolutePath();
                entries.add(
                        Files.isDirectory(path) ? jar(path, folder, entries.size()) : "" + path);
            }
            return String.join(File.pathSeparator, entries);
        }

        private static String jar(Path classes, Path folder, int number) throws IOException {
            Path jar = folder.resolve(number + ".jar");
            try (OutputStream out = Files.newOutputStream(jar);
                    ZipOutputStream zip = new ZipOutputStream(out);
                    Stream<Path> all = Files.walk(classes)) {
                zip.setLevel(0);
                for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                    zip.putNextEntry(
                            new ZipEntry(
                                    classes.relativize(file)
                                            .toString()
                                            .replace(File.separatorChar, '/')));
                    Files.copy(file, zip);
                    zip.closeEntry();
                }
            }
            return jar.toString();
        }

        /** Whether this Java made one; tests are slower without it, and the same. */
        private static boolean archived(Path archive, List<String> options) throws IOException {
            List<String> training = new ArrayList<>(List.of(JAVA.toString()));
            training.addAll(options);
            training.addAll(
                    List.of("-XX:ArchiveClassesAtExit=" + archive, Main.class.getName(), "train"));
            try {
                new ProcessBuilder(training)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return Files.isReadable(archive);
        }

        private static void remove(Path folder) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            } catch (IOException left) {
                // An empty folder among the system's temporary files.
            }
        }
    }
}
