package io.meshfed.e2e;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.resource.ResourceTypes;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Where things are in {@link FederationTexts#PAIR}, and how to tell their state. */
final class Names {

    static final ObjectRef EAST_PEER = new ObjectRef(ResourceTypes.PEER, "east-mesh", "west");
    static final ObjectRef WEST_PEER = new ObjectRef(ResourceTypes.PEER, "west-mesh", "east");
    static final ObjectRef WEST_EXPORTS = new ObjectRef(ResourceTypes.EXPORTS, "west-mesh", "east");
    static final ObjectRef WEST_ROOTS =
            new ObjectRef(ResourceTypes.CONFIG_MAP, "west-mesh", "east-ca-root-cert");

    private Names() {}

    /** The object of another name beside this one. */
    static ObjectRef named(ObjectRef ref, String other) {
        return new ObjectRef(ref.type(), ref.namespace(), other);
    }

    /** Of two pods the first one's entry may stand still, so none may say that it is connected. */
    static boolean disconnected(Map<String, Object> peer) {
        return watches(peer).noneMatch(pod -> Trees.flag(pod, "watch", "connected"));
    }

    static boolean connected(Map<String, Object> peer) {
        return !disconnected(peer);
    }

    static boolean saw(Map<String, Object> peer, String lastDisconnectStatus) {
        return watches(peer)
                .flatMap(pod -> Trees.text(pod, "watch", "lastDisconnectStatus").stream())
                .anyMatch(text -> text.contains(lastDisconnectStatus));
    }

    static boolean syncedAfter(Map<String, Object> peer, Instant moment) {
        return syncs(peer).anyMatch(time -> time.isAfter(moment));
    }

    static Instant lastSync(Map<String, Object> peer) {
        return syncs(peer).max(Comparator.naturalOrder()).orElseThrow();
    }

    private static Stream<Instant> syncs(Map<String, Object> peer) {
        return watches(peer)
                .flatMap(pod -> Trees.text(pod, "watch", "lastFullSync").stream())
                .map(Instant::parse);
    }

    private static Stream<Map<String, Object>> watches(Map<String, Object> peer) {
        return Stream.of("active", "inactive")
                .flatMap(list -> Trees.objects(peer, "status", "discoveryStatus", list).stream());
    }
}
