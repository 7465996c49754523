package io.meshfed.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalTest {

    private static final String PLAN = "sha256:" + "ab".repeat(32);
    private static final String OTHER = "sha256:" + "cd".repeat(32);

    @TempDir Path folder;

    private static Opinion opinion(String plan, String word, String file) {
        return new Approval(plan, word, file).opinion("Is it good?");
    }

    @Test
    @DisplayName("only the digest of the very plan is a pass; nothing is ever a fail")
    void word() {
        assertEquals(Verdict.PASS, opinion(PLAN, PLAN, "").verdict());
        assertEquals("confirms-another", opinion(PLAN, OTHER, "").reason());
        assertEquals("confirms-another", opinion(PLAN, "yes", "").reason());
        assertEquals("confirms-another", opinion(PLAN, PLAN.substring(0, 20), "").reason());
        assertEquals("not-confirmed", opinion(PLAN, "", "").reason());
        assertEquals("no-plan", opinion("", "", "").reason());
        assertEquals(Verdict.UNKNOWN, opinion("", OTHER, "").verdict());
        assertTrue(opinion(PLAN, "", "").hint().contains("--confirm " + PLAN));
    }

    @Test
    @DisplayName("the file is read anew each time, and nothing in it is nothing said")
    void file() throws IOException {
        Path file = folder.resolve("confirmed");
        Approval approval = new Approval(PLAN, "", file.toString());
        assertEquals("not-confirmed", approval.opinion("?").reason());

        Files.createFile(file);
        assertEquals("not-confirmed", approval.opinion("?").reason());
        Files.writeString(file, OTHER + "\n");
        assertEquals("confirms-another", approval.opinion("?").reason());
        Files.writeString(file, " " + PLAN + "\r\n");
        assertEquals(Verdict.PASS, approval.opinion("?").verdict());
        Files.write(file, new byte[] {(byte) 0xff});
        assertEquals("not-confirmed", approval.opinion("?").reason());
        assertEquals("not-confirmed", opinion(PLAN, "", folder.toString()).reason());
    }
}
