package io.meshfed.crash;

import io.meshfed.model.Direction;
import io.meshfed.model.ObjectRef;
import io.meshfed.resource.FederationObjects;
import io.meshfed.sandbox.api.DirectApi.Stored;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which objects the federation file makes, and which part each plays. */
final class Plan {

    enum Part {
        ROOTS,
        EXPORTS,
        IMPORTS,
        PEER
    }

    /** An object of the federation, in the cluster of the direction's local mesh. */
    record Place(Part part, Direction direction) {

        String cluster() {
            return direction.local().cluster().name();
        }

        ObjectRef ref() {
            return switch (part) {
                case ROOTS -> FederationObjects.injectedRoots(direction);
                case EXPORTS -> FederationObjects.exports(direction);
                case IMPORTS -> FederationObjects.imports(direction);
                case PEER -> FederationObjects.peer(direction);
            };
        }

        String key() {
            return Plan.key(ref());
        }
    }

    /** By cluster and key. */
    private static final Map<String, Place> PLACES = places();

    private Plan() {}

    private static Map<String, Place> places() {
        Map<String, Place> places = new TreeMap<>();
        for (Direction direction : World.FEDERATION.directions()) {
            for (Part part : Part.values()) {
                Place place = new Place(part, direction);
                places.put(place.cluster() + " " + place.key(), place);
            }
        }
        return places;
    }

    static Iterable<Place> all() {
        return PLACES.values();
    }

    static Optional<Place> of(String cluster, Stored object) {
        return Optional.ofNullable(PLACES.get(cluster + " " + object.key()));
    }

    /** The mutual exclusion of writers, which is no part of the federation. */
    static boolean lock(Stored object) {
        return object.type().plural().equals("leases")
                && object.name().equals("meshfed-" + World.FEDERATION.name());
    }

    static String key(ObjectRef ref) {
        return "%s %s/%s".formatted(ref.type().qualifiedPlural(), ref.namespace(), ref.name());
    }
}
