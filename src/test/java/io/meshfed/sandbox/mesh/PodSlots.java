package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Pods as the recordings had them: fixed addresses, and names that can come back. */
final class PodSlots implements PodIdentity {

    private final Deque<String> nextSuffixes = new ArrayDeque<>();
    private Duration starts = PodIdentity.super.starts();
    private boolean fixed;

    /** From now on a new pod takes the place of one that is gone, after so long. */
    void fix(double starts) {
        fixed = true;
        this.starts = Duration.ofMillis((long) (starts * 1000));
    }

    /** The next pod has the last part of this one's name. */
    void comesBack(String pod) {
        nextSuffixes.add(pod.substring(pod.lastIndexOf('-') + 1));
    }

    @Override
    public String suffix(int count) {
        return nextSuffixes.isEmpty() ? "p%04d".formatted(count) : nextSuffixes.remove();
    }

    @Override
    public Duration starts() {
        return starts;
    }

    @Override
    public boolean addressesComeBack() {
        return fixed;
    }
}
