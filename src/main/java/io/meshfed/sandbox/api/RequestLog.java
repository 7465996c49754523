package io.meshfed.sandbox.api;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** Every request that reached an API server, in order. */
public final class RequestLog {

    private final ConcurrentLinkedQueue<LoggedRequest> requests = new ConcurrentLinkedQueue<>();

    RequestLog() {}

    public List<LoggedRequest> all() {
        return List.copyOf(requests);
    }

    /** Those that were meant to change something. */
    public List<LoggedRequest> writes() {
        return matching(LoggedRequest::write);
    }

    public List<LoggedRequest> dryRuns() {
        return matching(LoggedRequest::dryRun);
    }

    /** How many there were, by verb; discovery and health count as {@code get}. */
    public SortedMap<String, Integer> byVerb() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        requests.forEach(r -> counts.merge(r.verb().isEmpty() ? "get" : r.verb(), 1, Integer::sum));
        return counts;
    }

    public void clear() {
        requests.clear();
    }

    void add(LoggedRequest request) {
        requests.add(request);
    }

    private List<LoggedRequest> matching(Predicate<LoggedRequest> test) {
        return requests.stream().filter(test).toList();
    }
}
