package io.meshfed.contexts;

import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.Peering;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Checks the names that are made from a peer's name, and that no two peers of a mesh get the same
 * ones.
 */
final class GatewayRules {

    private static final int LONGEST = Format.LABEL.longest();

    private final Findings problems;
    private final Map<String, String> owners = new HashMap<>();
    private final TreeSet<String> tooLong = new TreeSet<>();

    GatewayRules(Findings problems) {
        this.problems = problems;
    }

    void check(Peering peering, Item source) {
        for (Direction direction : peering.directions()) {
            check(direction, source);
        }
    }

    private void check(Direction direction, Item source) {
        Item side = source.at("sides").at(direction.local().name());
        checkLength(direction, source);
        refuseOwnRoots(direction, side);
        // The policies of two peers on one gateway deny each other's clients.
        refuseShared(direction, "ingress", direction.ingressName(), side);
        refuseShared(direction, "egress", direction.egressName(), side);
        // One peer's roots would overwrite the other's.
        refuseShared(direction, "caConfigMap", direction.caConfigMap(), side);
    }

    private void checkLength(Direction direction, Item source) {
        if (direction.declaredIngress().isEmpty()) {
            checkLength(direction, direction.ingressName() + "-service-account", source);
        }
        if (direction.declaredEgress().isEmpty()) {
            checkLength(direction, direction.egressName() + "-service-account", source);
        }
        if (direction.localSide().caConfigMap().isEmpty()) {
            checkLength(direction, direction.caConfigMap(), source);
        }
    }

    private void checkLength(Direction direction, String made, Item source) {
        String mesh = direction.remote().name();
        if (made.length() > LONGEST && tooLong.add(mesh)) {
            problems.add(
                    source.at("between").place(),
                    "mesh name '%s' is too long by %d: it becomes '%s', which has more than %d characters"
                            .formatted(mesh, made.length() - LONGEST, made, LONGEST));
        }
    }

    private void refuseOwnRoots(Direction direction, Item side) {
        Mesh local = direction.local();
        String name = direction.caConfigMap();
        if (name.equals(local.rootConfigMap()) || name.equals(Mesh.DEFAULT_ROOT_CONFIG_MAP)) {
            problems.add(
                    side.at("caConfigMap").place(),
                    "'%s' holds the mesh's own roots and is never written".formatted(name));
        }
    }

    private void refuseShared(Direction direction, String what, String name, Item side) {
        String key = direction.local().name() + " " + what + " " + name;
        String owner = owners.putIfAbsent(key, direction.remote().name());
        if (owner != null) {
            problems.add(
                    side.at(what).place(),
                    "mesh '%s' uses '%s' for peer '%s' already; each peer needs its own %s"
                            .formatted(direction.local().name(), name, owner, what));
        }
    }
}
