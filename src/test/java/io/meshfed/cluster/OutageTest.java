package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.TransportFailure.Kind;
import io.meshfed.model.ClusterRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a server that cannot be reached")
class OutageTest {

    private static final ApiCall GET =
            ApiCall.read(new AccessRule("get", "", "configmaps", "ns", "x"), "/x");

    private final SessionOptions options = SessionOptions.of("test");
    private final VirtualTime time = new VirtualTime(options.cancellation());

    private ApiClient client(ListedTransport transport) {
        var context =
                TestSessions.context(
                        TestSessions.server("https://api.aro:6443", ""), TestSessions.user());
        ApiErrors errors = new ApiErrors(new ClusterRef("aro", "ctx", ""), context);
        return new ApiClient(transport, errors, options, Limits.STANDARD, time);
    }

    private static FederationException failure(ApiClient client) {
        return assertThrows(FederationException.class, () -> client.call(GET));
    }

    @Test
    @DisplayName(
            "is not tried again for five seconds: further calls fail at once, and say the same")
    void remembered() {
        ListedTransport dead =
                new ListedTransport(time, Kind.UNREACHABLE, Kind.UNREACHABLE, Kind.UNREACHABLE);
        ApiClient client = client(dead);
        FederationException first = failure(client);
        Duration since = time.elapsed();

        FederationException second = failure(client);

        assertEquals(ErrorClass.TRANSIENT, second.errorClass());
        assertEquals(first.getMessage(), second.getMessage());
        assertEquals(since, time.elapsed());
        assertEquals(3, dead.limits().size());
        time.pass(Duration.ofMillis(4900));
        failure(client);
        time.pass(Duration.ofMillis(200));
        assertTrue(client.call(GET).ok());
    }

    @Test
    @DisplayName("is given up by a call that was waiting for its next try, too")
    void parallel() {
        ListedTransport dead = new ListedTransport(time, Kind.UNREACHABLE);
        ApiClient client = client(dead);
        time.beforeFirstPause(
                () -> {
                    dead.first(Kind.UNREACHABLE);
                    dead.first(Kind.UNREACHABLE);
                    dead.first(Kind.UNREACHABLE);
                    failure(client);
                });

        failure(client);

        assertEquals(4, dead.limits().size());
    }

    @Test
    @DisplayName("is not what a broken connection or a missing answer means")
    void otherFailures() {
        for (Kind kind : new Kind[] {Kind.CUT, Kind.GARBLED, Kind.STALLED}) {
            ListedTransport broken = new ListedTransport(time);
            ApiClient client = client(broken);
            assertTrue(client.call(GET).ok());
            for (int i = 0; i < Limits.STANDARD.tries(); i++) {
                broken.first(kind);
            }
            failure(client);
            int tries = broken.limits().size();

            tryAgain(client);

            assertTrue(broken.limits().size() > tries);
        }
    }

    @Test
    @DisplayName(
            "is a server that never said anything: what waited for its turn meanwhile gives up")
    void silent() {
        ListedTransport silent = new ListedTransport(time, Kind.STALLED, Kind.STALLED);
        ApiClient client = client(silent);
        time.beforeFirstPause(
                () -> {
                    silent.first(Kind.STALLED);
                    silent.first(Kind.STALLED);
                    failure(client);
                });

        failure(client);

        assertEquals(3, silent.limits().size());
    }

    private static void tryAgain(ApiClient client) {
        try {
            client.call(GET);
        } catch (FederationException again) {
            assertEquals(ErrorClass.TRANSIENT, again.errorClass());
        }
    }
}
