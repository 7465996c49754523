package io.meshfed.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.Observation;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.ResourceTypes;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private final AtomicInteger requests = new AtomicInteger();
    private final ClusterSession session = mock(ClusterSession.class);
    private final Snapshot snapshot = new Snapshot(session);

    @Test
    @DisplayName("the same question is sent once")
    void asksOnce() {
        onRequest(number -> {});

        ask();
        ask();

        assertEquals(1, requests.get());
    }

    @Test
    @DisplayName("a failure is not kept: the next one to ask sends the question again")
    void forgetsFailures() {
        onRequest(
                number -> {
                    if (number == 1) {
                        throw new FederationException(ErrorClass.TRANSIENT, "cut", "");
                    }
                });

        assertThrows(FederationException.class, this::ask);
        ask();

        assertEquals(2, requests.get());
    }

    @Test
    @DisplayName("what is forgotten while its answer is on the way is asked for anew")
    void forgetsWhatIsOnTheWay() {
        onRequest(number -> snapshot.forget(ResourceTypes.PEER, "east-mesh"));

        ask();
        ask();

        assertEquals(2, requests.get());
    }

    private void ask() {
        snapshot.findAll(ResourceTypes.PEER, "east-mesh", List.of("west"));
    }

    private void onRequest(IntConsumer during) {
        when(session.findAll(any(), any(), any()))
                .thenAnswer(
                        call -> {
                            during.accept(requests.incrementAndGet());
                            return Observation.of(List.of());
                        });
    }
}
