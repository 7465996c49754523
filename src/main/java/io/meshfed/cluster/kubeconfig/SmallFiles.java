package io.meshfed.cluster.kubeconfig;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a text file that somebody else named: not a device, not endless, and UTF-8. */
public final class SmallFiles {

    static final int LARGEST = 1 << 20;

    private SmallFiles() {}

    /**
     * @param what what the file is for, in messages
     */
    public static String read(Path path, String what) {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw unreadable(path, what, "it is not a regular file", null);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw unreadable(path, what, "it is larger than 1 MiB", null);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (NoSuchFileException missing) {
            throw unreadable(path, what, "there is no such file", missing);
        } catch (CharacterCodingException binary) {
            throw unreadable(path, what, "it is not UTF-8 text", binary);
        } catch (IOException failed) {
            throw unreadable(path, what, failed.getClass().getSimpleName(), failed);
        }
    }

    private static FederationException unreadable(
            Path path, String what, String why, Exception cause) {
        return new FederationException(
                ErrorClass.INPUT,
                "cannot read %s (%s): %s"
                        .formatted(SafeText.of(path.toString()), SafeText.of(what), why),
                "Check the path and its permissions.",
                List.of(),
                cause);
    }
}
