package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.testing.SaidProgress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A namespace for the lock that somebody makes just when it is looked for. */
class AppearingHomeTest {

    private static final ObjectRef LEASE = new ObjectRef(LeaseStore.LEASES, "ns", "meshfed-test");
    private static final ApiAnswer NO_HOME =
            answer(
                    404,
                    "{\"kind\":\"Status\",\"reason\":\"NotFound\",\"message\":\"namespaces \\\"ns\\\" not found\",\"details\":{\"name\":\"ns\",\"kind\":\"namespaces\"}}");
    private static final ApiAnswer HOME = answer(200, "{\"metadata\":{\"name\":\"ns\"}}");
    private static final ApiAnswer TAKEN =
            answer(
                    201,
                    "{\"metadata\":{\"name\":\"meshfed-test\",\"uid\":\"u\",\"resourceVersion\":\"1\"}}");

    private final VirtualTime time = new VirtualTime(new Cancellation());

    private static ApiAnswer answer(int status, String body) {
        return ApiAnswer.of(
                status,
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param refusals how many creates find no home
     * @param there whether it is there when it is looked for
     */
    private record Server(AtomicInteger refusals, boolean there) implements Transport {

        @Override
        public ApiAnswer send(ApiCall call, Duration limit) {
            if (call.method().equals("POST")) {
                return refusals.getAndDecrement() > 0 ? NO_HOME : TAKEN;
            }
            return there ? HOME : NO_HOME;
        }

        @Override
        public void close() {}
    }

    private ClusterLease lease(int refusals, boolean there) {
        var context =
                TestSessions.context(
                        TestSessions.server("https://api.aro:6443", ""), TestSessions.user());
        ApiErrors errors = new ApiErrors(new ClusterRef("aro", "ctx", ""), context);
        ApiClient client =
                new ApiClient(
                        new Server(new AtomicInteger(refusals), there),
                        errors,
                        SessionOptions.of("test"),
                        Limits.STANDARD,
                        time);
        LeaseStore store =
                new LeaseStore(
                        client,
                        new OwnershipGuard(errors, "test"),
                        LEASE,
                        new LeaseStore.Details("test", 30));
        return new ClusterLease(
                store,
                LockOptions.alone("me").whereverThereIsAHome(),
                LockSurroundings.on(time, SaidProgress.silent()));
    }

    @Test
    @DisplayName("a home that appears between the refused create and the look is where it is taken")
    void appears() {
        ClusterLease lease = lease(1, true);

        assertFalse(lease.take("nonce", () -> {}));

        assertTrue(lease.tried(), "goes on without the lock");
    }

    @Test
    @DisplayName("a home that is not there when it is looked for is done without")
    void missing() {
        ClusterLease lease = lease(1, false);

        assertFalse(lease.take("nonce", () -> {}));

        assertFalse(lease.tried());
    }

    @Test
    @DisplayName("a home that is there and refuses all the same is not asked for ever")
    void refuses() {
        ClusterLease lease = lease(100, true);

        FederationException refused =
                assertThrows(FederationException.class, () -> lease.take("nonce", () -> {}));

        assertEquals(ErrorClass.PRECOND, refused.errorClass());
    }
}
