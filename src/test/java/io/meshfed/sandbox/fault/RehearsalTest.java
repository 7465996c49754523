package io.meshfed.sandbox.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.sandbox.api.Fault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a rehearsal that is closed")
class RehearsalTest {

    @Test
    @DisplayName("lets go at once of what it stalls, and stalls nothing more")
    void stalls() {
        Rehearsal rehearsal = new Rehearsal(false);
        Fault.Stall before = rehearsal.stall(3_600);
        assertEquals(1, before.released().getCount());

        rehearsal.close();

        assertEquals(0, before.released().getCount());
        assertEquals(0, rehearsal.stall(3_600).released().getCount());
    }
}
