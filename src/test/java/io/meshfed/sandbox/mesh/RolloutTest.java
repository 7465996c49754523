package io.meshfed.sandbox.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the pods of a Deployment come and go as its controllers choose")
class RolloutTest {

    private static final Map<String, Object> OLD = Map.of("template", "old");
    private static final Map<String, Object> NEW = Map.of("template", "new");

    private final Rollout rollout = new Rollout("space", "web", new PodRole.Application());
    private final AtomicInteger number = new AtomicInteger();

    /** All that it asks for, until it asks for nothing more. */
    private void settle(boolean ready) {
        for (int step = 0; step < 100; step++) {
            Optional<String> surplus = rollout.surplus();
            if (surplus.isPresent()) {
                rollout.gone(surplus.get());
            } else if (rollout.needsPod()) {
                String pod = "pod-" + number.incrementAndGet();
                rollout.starting(pod);
                if (ready) {
                    rollout.started(pod);
                }
            } else {
                return;
            }
        }
        throw new AssertionError("it never settles: " + rollout.pods());
    }

    @Test
    @DisplayName("pods that never get ready go when fewer are wanted, before those that serve")
    void fewer() {
        rollout.want(2, OLD);
        settle(true);
        rollout.want(4, OLD);
        settle(false);
        assertEquals(4, rollout.pods().size());

        rollout.want(2, OLD);
        settle(true);

        assertEquals(List.of("pod-1", "pod-2"), rollout.pods());
        rollout.want(0, OLD);
        settle(true);
        assertEquals(List.of(), rollout.pods());
    }

    @Test
    @DisplayName("of a template that never gets ready all go to none")
    void none() {
        rollout.want(3, OLD);
        settle(false);

        rollout.want(0, OLD);
        settle(false);

        assertEquals(List.of(), rollout.pods());
    }

    @Test
    @DisplayName("a template that never gets ready is replaced by one that does")
    void replaced() {
        rollout.want(2, OLD);
        settle(false);

        rollout.want(2, NEW);
        settle(true);

        assertTrue(rollout.complete());
    }

    @Test
    @DisplayName("no pod that serves goes before its successor is ready")
    void successor() {
        rollout.want(2, OLD);
        settle(true);
        List<String> old = new ArrayList<>(rollout.pods());

        rollout.want(2, NEW);
        settle(false);

        assertTrue(rollout.pods().containsAll(old));
        assertEquals(2, rollout.ready());
        assertFalse(rollout.complete());
    }
}
