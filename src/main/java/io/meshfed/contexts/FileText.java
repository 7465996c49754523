package io.meshfed.contexts;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * How a kind of file is read, up to its tree, and refused.
 *
 * @param kind of file, as messages call it: {@code federation file}
 * @param schemaHint where its keys are explained
 * @param ifEmpty what an empty one is taken for
 */
record FileText(String kind, String schemaHint, String ifEmpty) {

    private static final int LARGEST = 1024 * 1024;
    private static final String TOO_LARGE = "is larger than 1 MiB";

    /** A file with more mistakes than this is not the file that was meant. */
    private static final int SHOWN = 100;

    /**
     * @param ifLarge what to say of a file of more than 1 MiB
     * @param ifMissing what to say of one that is not there
     */
    String read(Path file, String ifLarge, String ifMissing) {
        byte[] bytes = bytesOf(file, ifMissing);
        if (bytes.length > LARGEST) {
            throw unusable(file, TOO_LARGE, ifLarge);
        }
        return textOf(file, bytes);
    }

    Optional<Node> tree(String text, Findings problems) {
        if (text.length() > LARGEST) {
            problems.add(Place.START, TOO_LARGE);
            return Optional.empty();
        }
        Optional<Node> tree = YamlTree.of(text, problems::add);
        if (tree.isEmpty() && problems.isEmpty()) {
            problems.add(Place.START, ifEmpty);
        }
        return tree;
    }

    FederationException wrong(String fileName, List<String> problems) {
        List<String> details = new ArrayList<>();
        problems.stream().limit(SHOWN).forEach(details::add);
        if (problems.size() > SHOWN) {
            details.add("and %d more".formatted(problems.size() - SHOWN));
        }
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return new FederationException(
                ErrorClass.INPUT,
                "%s %s has %s".formatted(kind, SafeText.of(fileName), count),
                schemaHint,
                details,
                null);
    }

    private byte[] bytesOf(Path file, String ifMissing) {
        if (Files.isDirectory(file)) {
            throw unusable(file, "is a folder", "Name the file in it: -f PATH.");
        }
        // One byte more than allowed is enough to know, whatever the size and kind of the file.
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            throw unusable(file, "does not exist", ifMissing);
        } catch (IOException e) {
            throw unusable(
                    file,
                    "cannot be read: " + e.getClass().getSimpleName(),
                    "Check its permissions, or name another one with -f PATH.");
        }
    }

    private String textOf(Path file, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw unusable(file, "is not UTF-8 text", "Save it as UTF-8.");
        }
    }

    private FederationException unusable(Path file, String problem, String remedy) {
        return new FederationException(
                ErrorClass.INPUT,
                "%s %s %s".formatted(kind, SafeText.of(file.toString()), problem),
                remedy,
                List.of(),
                null);
    }
}
