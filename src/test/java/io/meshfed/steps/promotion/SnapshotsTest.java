package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.ResourceTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Snapshots in the production cluster. */
class SnapshotsTest extends PlanBed {

    private Snapshot snapshot() {
        return doing(context -> scene(context).plan().snapshot());
    }

    private List<ClusterObject> stored() {
        return rosa().list(ResourceTypes.CONFIG_MAP).stream()
                .filter(each -> each.ref().name().startsWith("meshfed-snapshot-"))
                .toList();
    }

    private void replace(String text) {
        ObjectRef ref = stored().get(0).ref();
        rosa().delete(ref);
        rosa().put(ref, Map.of("data", Map.of("snapshot", text)));
    }

    @Test
    @DisplayName("a snapshot that is there is used again under the same digest, and reads back")
    void storedOnce() {
        Snapshot snapshot = snapshot();
        String digest = doing(context -> snapshots(context).store(snapshot, () -> {}));

        assertEquals(digest, doing(context -> snapshots(context).store(snapshot(), () -> {})));

        assertEquals(1, stored().size());
        assertTrue(stored().get(0).flag("immutable"));
        assertEquals(Optional.of(snapshot), doing(context -> snapshots(context).read(digest)));
    }

    @Test
    @DisplayName("a snapshot that is damaged, of another digest or gone reads as none")
    void damaged() {
        Snapshot snapshot = snapshot();
        String digest = doing(context -> snapshots(context).store(snapshot, () -> {}));

        replace(snapshot.text().replace("kube-info", "kube-inf0"));
        assertEquals(Optional.empty(), doing(context -> snapshots(context).read(digest)));
        busy().run(step(context -> snapshots(context).store(snapshot, () -> {})))
                .refusal(ErrorClass.CONFLICT);
        rosa().delete(stored().get(0).ref());
        assertEquals(Optional.empty(), doing(context -> snapshots(context).read(digest)));
        for (String text :
                List.of("", "{}", "[]", "{\"format\":\"meshfed snapshot 1\"}", "\u0000")) {
            assertEquals(Optional.empty(), Snapshot.parse(text));
        }
    }

    @Test
    @DisplayName("older snapshots of the service are deleted, those of others stay")
    void older() {
        Snapshot first = snapshot();
        Snapshot second = new Snapshot("sha256:other", new TreeMap<>(), first.objects());
        assertNotEquals(first.digest(), second.digest());
        doing(context -> snapshots(context).store(first, () -> {}));
        String kept = doing(context -> snapshots(context).store(second, () -> {}));
        ObjectRef of = stored().get(0).ref();
        ObjectRef others =
                new ObjectRef(
                        of.type(),
                        of.namespace(),
                        "meshfed-snapshot-prod-member.kube-info-2-0123456789");
        rosa().put(others, Map.of());

        doing(
                context -> {
                    snapshots(context).deleteOthers(kept, () -> {});
                    return "";
                });

        assertEquals(2, stored().size());
        assertTrue(rosa().has(others));
        assertTrue(doing(context -> snapshots(context).read(kept)).isPresent());
    }
}
