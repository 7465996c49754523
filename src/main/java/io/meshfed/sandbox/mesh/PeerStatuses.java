package io.meshfed.sandbox.mesh;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one istiod writes its element into the status of a ServiceMeshPeer, and, as the leader, the
 * statuses of the two sets.
 */
final class PeerStatuses {

    private static final String ACTIVE = "active";
    private static final String INACTIVE = "inactive";

    private final Istiod istiod;

    PeerStatuses(Istiod istiod) {
        this.istiod = istiod;
    }

    /** Nothing at all is written while the peer object is gone, not even to the sets. */
    void write(PeerLink link) {
        Optional<Map<String, Object>> peer = istiod.find(Kinds.PEER, link.name());
        if (peer.isEmpty()) {
            return;
        }
        istiod.writeStatus(
                Kinds.PEER, link.name(), Map.of("discoveryStatus", merged(peer.get(), link)));
        if (istiod.leads()) {
            writeSets(link);
        }
    }

    private void writeSets(PeerLink link) {
        List<Map<String, Object>> exported =
                link.exported().stream().map(ExportedService::status).toList();
        long names = exported.stream().map(entry -> entry.get("exportedName")).distinct().count();
        // Two services under one name: the API server refuses the list, the old one stays.
        if (names == exported.size()) {
            writeSet(Kinds.EXPORT_SET, link, Map.of("exportedServices", exported));
        }
        writeSet(Kinds.IMPORT_SET, link, link.imports().status());
    }

    private void writeSet(ResourceType type, PeerLink link, Map<String, Object> status) {
        if (istiod.find(type, link.name()).isPresent()) {
            istiod.writeStatus(type, link.name(), status);
        }
    }

    private Map<String, Object> merged(Map<String, Object> peer, PeerLink link) {
        Map<String, Object> before = Manifests.part(peer, "status", "discoveryStatus");
        boolean up = link.watch().connected();
        List<Map<String, Object>> into = elements(before, up ? ACTIVE : INACTIVE);
        List<Map<String, Object>> from = elements(before, up ? INACTIVE : ACTIVE);
        int stale = search(from, istiod.pod());
        if (stale < from.size()) {
            from.remove(stale);
        }
        int own = search(into, istiod.pod());
        if (own < into.size()) {
            into.set(own, link.element());
        } else if (!pods(into).contains(istiod.pod())) {
            into.add(link.element());
            into.sort(Comparator.comparing(PeerStatuses::pod));
        }
        Map<String, Object> lists = new LinkedHashMap<>();
        add(lists, ACTIVE, up ? into : from);
        add(lists, INACTIVE, up ? from : into);
        return lists;
    }

    private static void add(
            Map<String, Object> lists, String name, List<Map<String, Object>> elements) {
        if (!elements.isEmpty()) {
            lists.put(name, elements);
        }
    }

    /** Only the leader leaves out the pods that are no more. */
    private List<Map<String, Object>> elements(Map<String, Object> before, String list) {
        List<Map<String, Object>> elements = new ArrayList<>(Trees.objects(before, list));
        if (istiod.leads()) {
            Set<String> pods = istiod.mesh().istiodPods();
            elements.removeIf(element -> !pods.contains(pod(element)));
        }
        return elements;
    }

    private static List<String> pods(List<Map<String, Object>> elements) {
        return elements.stream().map(PeerStatuses::pod).toList();
    }

    private static String pod(Map<String, Object> element) {
        return Trees.text(element, "pod").orElse("");
    }

    /**
     * istiod halves the list but asks for equality, so of two or more elements it does not find the
     * first one: that is neither replaced nor removed, and stands as it once was.
     *
     * @return the length of the list when nothing was found
     */
    private static int search(List<Map<String, Object>> elements, String pod) {
        int low = 0;
        int high = elements.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pod(elements.get(middle)).equals(pod)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
