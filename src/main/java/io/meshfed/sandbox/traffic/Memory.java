package io.meshfed.sandbox.traffic;

import io.meshfed.sandbox.mesh.MeshClock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What proxies keep when they get another configuration: whose turn it is, and who is ejected. */
final class Memory {

    private final MeshClock clock;
    private final Map<String, Spread> spreads = new ConcurrentHashMap<>();
    private final Map<String, Upstream.State> upstreams = new ConcurrentHashMap<>();

    Memory(MeshClock clock) {
        this.clock = clock;
    }

    Spread spread(String name) {
        return spreads.computeIfAbsent(name, none -> new Spread());
    }

    Upstream.State upstream(String name) {
        return upstreams.computeIfAbsent(
                name, none -> new Upstream.State(new Spread(), new Spread(), new Health(clock)));
    }
}
