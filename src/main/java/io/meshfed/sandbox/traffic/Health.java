package io.meshfed.sandbox.traffic;

import io.meshfed.sandbox.mesh.MeshClock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which endpoints of one upstream are left out now. It outlives changes of the configuration. */
final class Health {

    /** One endpoint. */
    private static final class Record {
        private int errors;
        private int gatewayErrors;
        private int times;
    }

    private final MeshClock clock;
    private final Map<String, Record> records = new HashMap<>();

    /** Replaced as a whole: requests only read it. */
    private volatile Set<String> ejected = Set.of();

    Health(MeshClock clock) {
        this.clock = clock;
    }

    boolean healthy(Endpoint endpoint) {
        return !ejected.contains(endpoint.id());
    }

    boolean allWell() {
        return ejected.isEmpty();
    }

    /** What is not there any more is not remembered. */
    synchronized void retain(Collection<Endpoint> endpoints) {
        Set<String> ids = endpoints.stream().map(Endpoint::id).collect(Collectors.toSet());
        records.keySet().retainAll(ids);
        ejected = ejected.stream().filter(ids::contains).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param of how many endpoints
     */
    void report(Endpoint endpoint, int status, Policy.Outliers limits, int of) {
        if (status < 500 && records.isEmpty()) {
            return;
        }
        count(endpoint.id(), status, limits, of);
    }

    private synchronized void count(String id, int status, Policy.Outliers limits, int of) {
        Record record = records.computeIfAbsent(id, none -> new Record());
        record.errors = status >= 500 ? record.errors + 1 : 0;
        record.gatewayErrors = status > 501 && status < 505 ? record.gatewayErrors + 1 : 0;
        boolean bad =
                limits.errors() > 0 && record.errors >= limits.errors()
                        || limits.gatewayErrors() > 0
                                && record.gatewayErrors >= limits.gatewayErrors();
        boolean room = ejected.isEmpty() || 100 * ejected.size() / of < limits.mostPercent();
        if (bad && room && !ejected.contains(id)) {
            record.errors = 0;
            record.gatewayErrors = 0;
            record.times++;
            Set<String> more = new TreeSet<>(ejected);
            more.add(id);
            ejected = Set.copyOf(more);
            clock.after(Duration.ofMillis(limits.baseMillis() * record.times), () -> admit(id));
        }
    }

    private synchronized void admit(String id) {
        Set<String> fewer = new TreeSet<>(ejected);
        fewer.remove(id);
        ejected = Set.copyOf(fewer);
    }
}
