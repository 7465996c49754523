package io.meshfed.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar, and the Java that runs it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "meshfed " + number(),
            "Java %s (%s)"
                    .formatted(
                            System.getProperty("java.version"), System.getProperty("java.vendor"))
        };
    }

    static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
