package io.meshfed.cli;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/** An exception that nobody expected: the only kind that is shown with its trace. */
final class Bug {

    private Bug() {}

    /** Prints the trace; the exception that comes back carries an id by which to find it. */
    static FederationException told(Throwable unexpected, PrintStream stderr) {
        if (outOfMemory(unexpected)) {
            return new FederationException(
                    ErrorClass.PRECOND,
                    "the memory given to Java is not enough: %d MiB"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20),
                    "Give it more; a container with a limit of 128 MiB federates 20 meshes."
                            + " Running again is safe.");
        }
        StringWriter trace = new StringWriter();
        unexpected.printStackTrace(new PrintWriter(trace));
        trace.toString()
                .lines()
                .forEach(line -> stderr.println(SafeText.of(line.replace("\t", "    "))));
        CRC32 crc = new CRC32();
        crc.update(trace.toString().getBytes(StandardCharsets.UTF_8));
        String id = Long.toHexString(crc.getValue()).toUpperCase(Locale.ROOT);
        return new FederationException(
                ErrorClass.BUG,
                "unexpected %s (id %s)".formatted(unexpected.getClass().getSimpleName(), id),
                "Please report it with the trace above; running again is safe.",
                List.of(),
                unexpected);
    }

    private static boolean outOfMemory(Throwable thrown) {
        return thrown instanceof OutOfMemoryError
                || thrown.getCause() != null && outOfMemory(thrown.getCause());
    }
}
