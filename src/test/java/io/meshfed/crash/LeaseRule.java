package io.meshfed.crash;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.DirectApi.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** S11 of the promotion lock: it is taken from nobody who is alive, and counts each taking. */
record LeaseRule(World world) {

    List<String> problems(Stored change) {
        if (change.after().isEmpty()) {
            return List.of("S11: the promotion lock is deleted");
        }
        if (change.before().isEmpty()) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        Map<String, Object> before = change.before();
        Map<String, Object> after = change.after();
        String holder = holder(before);
        boolean taken = !holder(after).isEmpty() && !nonce(before).equals(nonce(after));
        if (term(after) < term(before) || taken && term(after) == term(before)) {
            problems.add("S11: a taking of the promotion lock is not counted");
        }
        if (taken && !holder.isEmpty() && !holder.equals(holder(after)) && !expired(before)) {
            problems.add("S11: the promotion lock is taken from somebody who has it");
        }
        if (!holder(after).isEmpty() && !holder(after).equals(world.holder())) {
            problems.add("S11: the promotion lock is written in another's name");
        }
        return problems;
    }

    static long term(Map<String, Object> lease) {
        return Trees.value(lease, "spec", "leaseTransitions")
                .map(value -> ((Number) value).longValue())
                .orElse(0L);
    }

    private static String holder(Map<String, Object> lease) {
        return Trees.text(lease, "spec", "holderIdentity").orElse("");
    }

    private static String nonce(Map<String, Object> lease) {
        return Trees.text(lease, "metadata", "annotations", "meshfed.io/nonce").orElse("");
    }

    private boolean expired(Map<String, Object> lease) {
        Instant renewed = Instant.parse(Trees.text(lease, "spec", "renewTime").orElseThrow());
        long seconds =
                Trees.value(lease, "spec", "leaseDurationSeconds")
                        .map(value -> ((Number) value).longValue())
                        .orElseThrow();
        return world.clock().now().isAfter(renewed.plus(Duration.ofSeconds(seconds)));
    }
}
