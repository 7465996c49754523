package io.meshfed.resource;

import io.meshfed.model.Direction;
import io.meshfed.model.Manifest;
import io.meshfed.model.Ownership;
import io.meshfed.model.TrustBundle;
import java.util.Map;
import java.util.TreeMap;

/** The ConfigMap with a peer's roots, where istiod looks for it. */
public final class InjectedRoots {

    /** The only key that istiod reads. */
    public static final String KEY = "root-cert.pem";

    /**
     * On the peer object, written after its roots changed: istiod does not watch the ConfigMap, but
     * any change of the peer makes it read the roots again.
     */
    public static final String TOUCH = "meshfed.io/trust-fingerprint";

    /** The field manager's suffix for the {@link #TOUCH}; it is nobody else's field. */
    public static final String TOUCH_MANAGER = "trust";

    private InjectedRoots() {}

    public static Manifest desired(String federation, Direction direction, TrustBundle roots) {
        return new Manifest(
                FederationObjects.injectedRoots(direction),
                Ownership.labels(federation),
                new TreeMap<>(),
                Map.of("data", Map.of(KEY, roots.pem())));
    }

    /** The part of the peer object that tells istiod to look again. */
    public static Manifest touch(Direction direction, TrustBundle roots) {
        TreeMap<String, String> annotations = new TreeMap<>();
        annotations.put(TOUCH, roots.fingerprint());
        return new Manifest(
                FederationObjects.peer(direction), new TreeMap<>(), annotations, Map.of());
    }
}
