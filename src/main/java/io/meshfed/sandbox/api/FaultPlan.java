package io.meshfed.sandbox.api;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Decides which requests go wrong. */
@FunctionalInterface
public interface FaultPlan {

    /**
     * @param ordinal counts the requests since the plan was set, from 1
     */
    Optional<Fault> faultOf(int ordinal, LoggedRequest request);

    static FaultPlan none() {
        return (ordinal, request) -> Optional.empty();
    }

    /** The n-th request, and no other. */
    static FaultPlan at(int ordinal, Fault fault) {
        return (n, request) -> n == ordinal ? Optional.of(fault) : Optional.empty();
    }

    /** By ordinal. */
    static FaultPlan at(Map<Integer, Fault> faults) {
        Map<Integer, Fault> copy = Map.copyOf(faults);
        return (n, request) -> Optional.ofNullable(copy.get(n));
    }

    /** The first so many requests that match. */
    static FaultPlan first(int count, Predicate<LoggedRequest> matching, Fault fault) {
        AtomicInteger left = new AtomicInteger(count);
        return (n, request) ->
                matching.test(request) && left.getAndDecrement() > 0
                        ? Optional.of(fault)
                        : Optional.empty();
    }

    static FaultPlan always(Predicate<LoggedRequest> matching, Fault fault) {
        return (n, request) -> matching.test(request) ? Optional.of(fault) : Optional.empty();
    }
}
