package io.meshfed.sandbox.mesh;

import java.time.Duration;

/** Who a new pod is, and when it is there. */
@FunctionalInterface
public interface PodIdentity {

    /**
     * The last part of its name.
     *
     * @param count how many pods there were before
     */
    String suffix(int count);

    /**
     * Whether a new pod gets the lowest address that nobody has, as on a network with fixed slots;
     * otherwise no address comes back.
     */
    default boolean addressesComeBack() {
        return false;
    }

    /** From its creation until it works. */
    default Duration starts() {
        return Duration.ofSeconds(2);
    }
}
