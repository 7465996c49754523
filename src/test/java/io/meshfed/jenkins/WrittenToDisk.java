package io.meshfed.jenkins;

import com.lesfurets.jenkins.unit.cps.PipelineTestHelperCPS;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Writes what a build holds after each move of it, as Jenkins does when it shuts down. Reading it
 * back, as JenkinsPipelineUnit does beside, finds nothing more and takes most of the time.
 */
final class WrittenToDisk extends PipelineTestHelperCPS {

    @Override
    public <T> T roundtripSerialization(T held) {
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(held);
        } catch (IOException notSerializable) {
            throw new UncheckedIOException(notSerializable);
        }
        return held;
    }
}
