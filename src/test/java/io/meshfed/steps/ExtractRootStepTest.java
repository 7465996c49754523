package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.Run;
import io.meshfed.testing.TestRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExtractRootStepTest extends AroRosaTest {

    private static final ExtractRootStep STEP = new ExtractRootStep(Optional.empty());

    @Test
    @DisplayName("each root is told by subject, validity and fingerprint, and never whole")
    void tellsRoots() {
        rosaMesh().publish(TestRoots.openssl("rsa-2048"));

        Run run = harness().runTwice(STEP);

        Map<String, Object> row = run.rows("roots").get(1);
        assertEquals(ROSA_MESH, row.get("mesh"));
        assertEquals(
                TestRoots.bundle(TestRoots.openssl("rsa-2048")).roots().get(0).sha256(),
                row.get("sha256"));
        assertEquals(
                List.of("mesh", "subject", "issuer", "notBefore", "notAfter", "daysLeft", "sha256"),
                List.copyOf(row.keySet()));
        assertFalse(run.reports().toString().contains("BEGIN"), "a certificate is shown");
        assertEquals(List.of(), run.writes());
    }

    @Test
    @DisplayName("each mesh's roots get a file of their own")
    void writesFiles() throws IOException {
        harness().run(new ExtractRootStep(Optional.of(folder.resolve("roots")))).requireOk();

        assertEquals(
                rosaMesh().root().pem(),
                Files.readString(folder.resolve("roots/rosa-prod-mesh.pem")));
    }

    @Test
    @DisplayName("a root that ends soon is warned of")
    void warns() {
        rosaMesh().publish(TestRoots.endingIn(Duration.ofDays(5).plusHours(1)));

        Run run = harness().run(STEP).requireOk();

        assertEquals(CheckStatus.WARNING, run.checks(CheckCode.ROOT_EXPIRY).get(1).status());
        assertEquals(
                "a root certificate ends in 5 days",
                run.checks(CheckCode.ROOT_EXPIRY).get(1).statement());
    }

    @Test
    @DisplayName("a mesh whose roots cannot be read keeps the others from nothing")
    void goesOn() {
        rosaMesh().publish("nothing");

        Run run = harness().run(STEP);

        run.failure(ErrorClass.INPUT);
        assertEquals(1, run.rows("roots").size());
    }

    @Test
    @DisplayName("a folder that cannot be written is INPUT")
    void needsAFolder() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        harness()
                .run(new ExtractRootStep(Optional.of(folder.resolve("file"))))
                .refusal(ErrorClass.INPUT);
    }

    @Test
    @DisplayName("one of several roots that ends soon is warned of, however long the others last")
    void warnsOfTheFirstToEnd() {
        rosaMesh().publish(TestRoots.fresh() + TestRoots.endingIn(Duration.ofDays(5).plusHours(1)));

        Run run = harness().run(STEP).requireOk();

        assertEquals(
                "one of 2 roots ends in 5 days",
                run.checks(CheckCode.ROOT_EXPIRY).get(1).statement());
    }
}
