package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.TransportFailure.Kind;
import io.meshfed.model.ClusterRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What looks like a refusal and is none: the same call again is answered otherwise. */
class SecondTriesTest {

    private static final AccessRule ASKS = new AccessRule("patch", "", "configmaps", "ns", "x");
    private static final ApiCall READ = ApiCall.read(ASKS, "/x");
    private static final ApiCall APPLY =
            ApiCall.patch(ASKS, "/x", "application/apply-patch+yaml", "{}");

    private final VirtualTime time = new VirtualTime(new Cancellation());

    private ApiClient client(Object... outcomes) {
        return client(SessionOptions.of("test"), outcomes);
    }

    private ApiClient client(SessionOptions options, Object... outcomes) {
        var context =
                TestSessions.context(
                        TestSessions.server("https://api.aro:6443", ""), TestSessions.user());
        return new ApiClient(
                new ListedTransport(time, outcomes),
                new ApiErrors(new ClusterRef("aro", "ctx", ""), context),
                options,
                Limits.STANDARD,
                time);
    }

    private static ApiAnswer answer(int status, String body) {
        return ApiAnswer.of(
                status,
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static ApiAnswer overtaken() {
        return answer(
                409, "{\"reason\":\"Conflict\",\"message\":\"the object has been modified\"}");
    }

    @Test
    @DisplayName("A13: a refusal that broke off in its JSON is no refusal, and asked for again")
    void truncatedRefusal() {
        assertEquals(200, client(answer(404, "{\"kind\":\"Sta")).call(READ).status());
    }

    @Test
    @DisplayName(
            "A15: an apply that another write overtook is sent again, and the server merges anew")
    void overtakenOnce() {
        assertEquals(200, client(overtaken(), overtaken()).call(APPLY).status());
    }

    @Test
    @DisplayName("A16: an apply that is overtaken five times is a conflict")
    void overtakenForEver() {
        assertEquals(
                409, client(Collections.nCopies(9, overtaken()).toArray()).call(APPLY).status());
        assertEquals(4, time.pauses().size());
    }

    @Test
    @DisplayName(
            "a conflict of owners, or over a version that the sender named, is not asked for twice")
    void realConflict() {
        ApiCall conditional = ApiCall.delete(ASKS, "/x", "{\"resourceVersion\":\"7\"}");

        assertEquals(409, client(overtaken()).call(conditional).status());
        assertEquals(
                409, client(answer(409, "{\"message\":\"conflict with \"}")).call(APPLY).status());
    }

    @Test
    @DisplayName(
            "a server that spoke TLS a moment ago and then does not is tried again, not called wrong")
    void tlsBreaks() {
        ApiClient once = client(ok(), Kind.NO_TLS);
        once.call(READ);
        assertEquals(200, once.call(READ).status());

        Object[] outcomes = Collections.nCopies(9, Kind.NO_TLS).toArray();
        outcomes[0] = ok();
        ApiClient client = client(outcomes);
        client.call(READ);
        FederationException failure =
                assertThrows(FederationException.class, () -> client.call(READ));
        assertEquals(ErrorClass.TRANSIENT, failure.errorClass());
    }

    @Test
    @DisplayName("what only the run's own limit kept from a second try says so, and what to raise")
    void cutShort() {
        ApiClient client =
                client(
                        SessionOptions.of("test")
                                .with(
                                        Deadline.in(
                                                Duration.ofSeconds(12),
                                                () -> time.elapsed().toNanos())),
                        ok(),
                        Kind.STALLED,
                        Kind.STALLED);
        client.call(READ);

        FederationException failure =
                assertThrows(FederationException.class, () -> client.call(READ));

        assertEquals(ErrorClass.TRANSIENT, failure.errorClass());
        assertTrue(
                failure.getMessage().endsWith("; then the run's time was used up"),
                failure::getMessage);
        assertTrue(failure.remedy().contains("--timeout"), failure::remedy);
    }

    private static ApiAnswer ok() {
        return answer(200, "{\"kind\":\"Any\"}");
    }
}
