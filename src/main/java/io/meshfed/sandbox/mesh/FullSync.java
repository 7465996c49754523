package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.util.List;

/**
 * Fetches the full list of a peer's exports: after each connect and each event, and once a minute
 * whether the watch is up or not.
 *
 * <p>When a list fails, istiod asks again every second for two minutes with the peer's data locked,
 * and the next round is then due at once. As long as that lasts nothing else happens in this
 * istiod: no configuration is sent and no object is taken in.
 */
final class FullSync {

    static final Duration ROUND = Duration.ofSeconds(60);
    private static final Duration REPEAT = Duration.ofSeconds(1);

    private final PeerLink link;
    private final MeshClock clock;
    private boolean locked;
    private int attempt;

    FullSync(PeerLink link) {
        this.link = link;
        this.clock = link.clock();
    }

    /** From the request on until a list has come in. */
    boolean locked() {
        return locked;
    }

    void rounds() {
        clock.after(
                ROUND,
                () -> {
                    if (link.alive()) {
                        if (!locked) {
                            now();
                        }
                        rounds();
                    }
                });
    }

    void now() {
        if (link.istiod().mesh().has(MeshFault.NEVER_SYNCED)) {
            return;
        }
        int mine = ++attempt;
        locked = true;
        link.istiod().mesh().world().moved();
        Answer answer = link.ask(true);
        if (answer instanceof Answer.Reached reached) {
            Duration half = answer.took().dividedBy(2);
            clock.after(half, () -> serve(mine, reached.serves(), half));
        } else {
            clock.after(answer.took(), () -> fail(mine));
        }
    }

    private void serve(int mine, PeerLink server, Duration back) {
        if (link.alive()) {
            List<ExportedService> offered = server.list(link.istiod().ip());
            clock.after(back, () -> settle(mine, offered));
        }
    }

    private void settle(int mine, List<ExportedService> offered) {
        if (mine == attempt && link.alive()) {
            locked = false;
            link.listed(offered);
            link.istiod().thaw();
        }
    }

    private void fail(int mine) {
        if (mine == attempt && link.alive()) {
            clock.after(
                    REPEAT,
                    () -> {
                        if (mine == attempt && link.alive()) {
                            now();
                        }
                    });
        }
    }
}
