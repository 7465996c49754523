package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * istiod's one worker for all federation objects of a mesh. Equal work that waits is done once. It
 * stands still while a peer's list fails, and for ever once a deletion has locked itself out.
 */
final class Worker {

    private static final Duration TURN = Duration.ofMillis(40);

    private final Istiod istiod;
    private final Map<String, Runnable> waiting = new LinkedHashMap<>();
    private boolean lockedUp;
    private boolean turnAsked;

    Worker(Istiod istiod) {
        this.istiod = istiod;
    }

    void addPeer(String name) {
        retryPeer(name, 0);
    }

    void retryPeer(String name, int attempt) {
        add("peer " + name, () -> istiod.handle(name, attempt));
    }

    void add(String key, Runnable work) {
        waiting.putIfAbsent(key, work);
        wake();
    }

    void lockUp() {
        lockedUp = true;
    }

    void wake() {
        if (!turnAsked) {
            turnAsked = true;
            istiod.clock().after(TURN, this::turn);
        }
    }

    private void turn() {
        turnAsked = false;
        if (!istiod.alive()) {
            return;
        }
        for (String key : List.copyOf(waiting.keySet())) {
            if (lockedUp || istiod.frozen()) {
                return;
            }
            waiting.remove(key).run();
        }
    }
}
