package io.meshfed.sandbox.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Files of our own that lie beside the classes. */
final class OwnYaml {

    private OwnYaml() {}

    static Object read(String resource) {
        try (InputStream in = OwnYaml.class.getResourceAsStream(resource)) {
            return new Load(LoadSettings.builder().setLabel(resource).build())
                    .loadFromInputStream(in);
        } catch (IOException inTheJar) {
            throw new UncheckedIOException(inTheJar);
        }
    }
}
