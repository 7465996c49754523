package io.meshfed.sandbox.traffic;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One element of a VirtualService's {@code http}.
 *
 * @param timeout in milliseconds; without one a request may take for ever
 */
record HttpRoute(
        List<RequestMatch> matches,
        Targets targets,
        Optional<Mirror> mirror,
        OptionalLong timeout,
        Retries retries) {

    HttpRoute {
        matches = List.copyOf(matches);
    }

    /**
     * @param upstream empty when the proxy has no such cluster
     */
    record Target(Optional<Upstream> upstream, int weight) {}

    /** Where requests go, by weight. */
    record Targets(List<Target> all, Spread spread) {

        Targets {
            all = List.copyOf(all);
        }

        /** Empty when there is no such cluster, or none at all. */
        Optional<Upstream> next() {
            int whole = all.stream().mapToInt(Target::weight).sum();
            if (whole == 0) {
                return Optional.empty();
            }
            int point = spread.next(whole);
            for (Target target : all) {
                point -= target.weight();
                if (point < 0) {
                    return target.upstream();
                }
            }
            throw new IllegalStateException("weights do not add up");
        }
    }

    /**
     * Who gets a copy.
     *
     * @param share of a request in ten thousand
     */
    record Mirror(Optional<Upstream> upstream, int share, Spread spread) {

        static final int WHOLE = 10_000;

        boolean now() {
            return spread.now(share, WHOLE);
        }
    }

    boolean fits(Inbound request) {
        if (matches.isEmpty()) {
            return true;
        }
        for (RequestMatch match : matches) {
            if (match.fits(request)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no other route of the host is reached behind it. */
    boolean catchesAll() {
        return matches.isEmpty() || matches.stream().anyMatch(RequestMatch::everything);
    }
}
