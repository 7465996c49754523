package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterRef;
import io.meshfed.sandbox.api.DirectApi.Stored;
import io.meshfed.sandbox.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Versions share what did not change between them, and controllers are handed what is stored. */
class StoredVersionsTest {

    private record Kept(Map<String, Object> tree, String text) {}

    @ParameterizedTest
    @EnumSource(
            value = Story.class,
            names = {"FEDERATE", "UNFEDERATE", "APPLY_CHANGED_SET", "DRILL_RESTORED"})
    @DisplayName("what was stored once never changes, whatever is stored after it")
    void versions(Story story) {
        World world = story.world();
        List<Kept> kept = new ArrayList<>();
        for (ClusterRef cluster : World.FEDERATION.clusters()) {
            world.api(cluster.name()).history().forEach(version -> kept.add(kept(version)));
            world.api(cluster.name()).onChange(version -> kept.add(kept(version)));
        }
        int before = kept.size();

        assertTrue(world.run(story.cut()).ok());
        assertTrue(world.run(story.mend()).ok());

        assertTrue(kept.size() > before && before > 0);
        kept.forEach(version -> assertEquals(version.text(), Json.write(version.tree())));
    }

    private static Kept kept(Stored version) {
        return new Kept(version.after(), Json.write(version.after()));
    }
}
