package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what nobody expected is shown with its trace, once")
class BugTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    @DisplayName("an exception is a BUG, with a trace and an id")
    void exception() {
        FederationException told = told(new IllegalStateException("why"));

        assertEquals(ErrorClass.BUG, told.errorClass());
        assertTrue(told.getMessage().contains("IllegalStateException (id "), told.getMessage());
        assertTrue(
                printed.toString(StandardCharsets.UTF_8).contains("    at io.meshfed"),
                printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("too little memory is no BUG, on whatever thread it ended; it says what is enough")
    void memory() {
        FederationException told = told(new IllegalStateException(new OutOfMemoryError("heap")));

        assertEquals(ErrorClass.PRECOND, told.errorClass());
        assertTrue(told.remedy().contains("128 MiB"), told.remedy());
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    private FederationException told(Throwable thrown) {
        return Bug.told(thrown, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }
}
