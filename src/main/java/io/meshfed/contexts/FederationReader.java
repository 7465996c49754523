package io.meshfed.contexts;

import io.meshfed.model.Federation;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.yaml.Place;
import io.meshfed.yaml.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads federation files. Whatever is wrong with one is reported together, by line and column. */
public final class FederationReader {

    private static final int LARGEST = 1024 * 1024;
    private static final String TOO_LARGE = "is larger than 1 MiB";

    /** A file with more mistakes than this is not the file that was meant. */
    private static final int SHOWN = 100;

    private FederationReader() {}

    /**
     * @throws FederationException of class INPUT; its details are the problems, one a line
     */
    public static FederationFile read(Path file) {
        byte[] bytes = bytesOf(file);
        if (bytes.length > LARGEST) {
            throw unusable(
                    file,
                    TOO_LARGE,
                    "A federation of 100 meshes needs a tenth of that. Is it the right file?");
        }
        return parse(textOf(file, bytes), file.toString());
    }

    /**
     * @param fileName as it appears before each problem
     */
    public static FederationFile parse(String text, String fileName) {
        Findings problems = new Findings(fileName);
        Findings warnings = new Findings(fileName);
        Optional<Federation> federation =
                tree(text, problems)
                        .flatMap(
                                node ->
                                        new ShapeReader(problems)
                                                .read(node, FileFormat.FEDERATION, Place.START))
                        .map(root -> new FederationRules(problems, warnings).build(root));
        if (federation.isEmpty() || !problems.isEmpty()) {
            throw wrong(fileName, problems.lines());
        }
        return new FederationFile(federation.get(), warnings.lines(), sha256(text));
    }

    private static Optional<Node> tree(String text, Findings problems) {
        if (text.length() > LARGEST) {
            problems.add(Place.START, TOO_LARGE);
            return Optional.empty();
        }
        Optional<Node> tree = YamlTree.of(text, problems::add);
        if (tree.isEmpty() && problems.isEmpty()) {
            problems.add(
                    Place.START,
                    "is empty. That is not taken as a wish to remove everything; 'meshfed"
                            + " unfederate' is for that");
        }
        return tree;
    }

    private static FederationException wrong(String fileName, List<String> problems) {
        List<String> details = new ArrayList<>();
        problems.stream().limit(SHOWN).forEach(details::add);
        if (problems.size() > SHOWN) {
            details.add("and %d more".formatted(problems.size() - SHOWN));
        }
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return new FederationException(
                ErrorClass.INPUT,
                "federation file %s has %s".formatted(SafeText.of(fileName), count),
                "docs/federation-file.md explains every key; 'meshfed schema' prints a schema that"
                        + " editors check while you type.",
                details,
                null);
    }

    private static byte[] bytesOf(Path file) {
        if (Files.isDirectory(file)) {
            throw unusable(file, "is a folder", "Name the file in it: -f PATH.");
        }
        // One byte more than allowed is enough to know, whatever the size and kind of the file.
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            throw unusable(file, "does not exist", NearbyFiles.remedy());
        } catch (IOException e) {
            throw unusable(
                    file,
                    "cannot be read: " + e.getClass().getSimpleName(),
                    "Check its permissions, or name another one with -f PATH.");
        }
    }

    private static String textOf(Path file, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw unusable(file, "is not UTF-8 text", "Save it as UTF-8.");
        }
    }

    private static FederationException unusable(Path file, String problem, String remedy) {
        return new FederationException(
                ErrorClass.INPUT,
                "federation file %s %s".formatted(SafeText.of(file.toString()), problem),
                remedy,
                List.of(),
                null);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
