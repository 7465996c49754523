package io.meshfed.crash;

import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.Trees;
import io.meshfed.model.TrustBundle;
import io.meshfed.model.TrustProblem;
import io.meshfed.resource.FederationObjects;
import io.meshfed.sandbox.api.DirectApi;
import io.meshfed.sandbox.api.DirectApi.Stored;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** S4: a mesh is made to trust roots of its peer, in their canonical form, and nothing else. */
final class TrustRule {

    private static final String KEY = "root-cert.pem";

    /** All roots that a mesh has ever published, by its name. */
    private final Map<String, Set<String>> published = new HashMap<>();

    void follow(String cluster, DirectApi api) {
        for (Mesh mesh : World.FEDERATION.meshes()) {
            if (mesh.cluster().name().equals(cluster)) {
                String key = Plan.key(FederationObjects.ownRoots(mesh));
                publish(mesh, api.latest().get(key));
                api.onChange(
                        change -> {
                            if (change.key().equals(key)) {
                                publish(mesh, change);
                            }
                        });
            }
        }
    }

    private void publish(Mesh mesh, Stored roots) {
        Trees.text(roots.after(), "data", KEY)
                .ifPresent(
                        pem ->
                                published
                                        .computeIfAbsent(mesh.name(), name -> new HashSet<>())
                                        .add(pem.strip()));
    }

    List<String> problems(Direction direction, Map<String, Object> object, Instant now) {
        Map<String, Object> data = Trees.object(Trees.value(object, "data").orElse(Map.of()));
        String pem = Trees.text(object, "data", KEY).orElse("");
        if (!data.keySet().equals(Set.of(KEY)) || object.containsKey("binaryData")) {
            return List.of("S4: beside the roots there is more: " + data.keySet());
        }
        if (!published.get(direction.remote().name()).contains(pem.strip())) {
            return List.of("S4: no root of mesh " + direction.remote().name());
        }
        try {
            return TrustBundle.parse(pem, "injected", now).pem().equals(pem)
                    ? List.of()
                    : List.of("S4: roots in no canonical form");
        } catch (TrustProblem problem) {
            return List.of("S4: " + problem.getMessage());
        }
    }
}
