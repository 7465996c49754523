package io.meshfed.crash;

import io.meshfed.cluster.WiredSessions.Sent;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Requests but those that only look once more at what was looked at since the last write: a wait
 * sends hundreds of them. To be asked of each request of a run once, in order.
 */
final class Fresh implements Predicate<Sent> {

    private final Set<String> looked = new HashSet<>();

    @Override
    public boolean test(Sent request) {
        if (RouteCrashTest.routes(request)) {
            looked.clear();
        }
        return looked.add(
                "%s %s %s".formatted(request.cluster(), request.method(), request.path()));
    }
}
