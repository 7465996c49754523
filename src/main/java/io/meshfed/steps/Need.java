package io.meshfed.steps;

import java.util.List;

/** Something that a step does in the cluster of a mesh, for which it needs rights. */
enum Need {
    NAMESPACE,
    OWN_ROOTS,
    CONTROL_PLANE,
    SERVICES,
    PODS,
    MANAGED_GATEWAYS,
    NODES,
    RESTART_ISTIOD,
    LOCK,
    LOCK_TO_MANAGE,
    ROUTES,
    ROUTING,
    REGIONS,
    SCALING,
    READ_DRILL,
    RUNNING,
    LIST_EXPORTS,
    DRILL_MEMORY,
    ROUTES_LEFT,
    PROMOTIONS,
    READ_PROMOTION,
    PROMOTION_RECORD,
    READ_PROMOTION_LOCK,
    GIVE_BACK_PROMOTION_LOCK,
    PROMOTION_LOCK,
    READ_ROOTS(Part.ROOTS, "get"),
    READ_EXPORTS(Part.EXPORTS, "get"),
    READ_IMPORTS(Part.IMPORTS, "get"),
    READ_PEER(Part.PEER, "get"),
    // Server-side apply is a patch, which also asks for create where there is nothing yet.
    APPLY_ROOTS(Part.ROOTS, "get", "create", "patch"),
    APPLY_EXPORTS(Part.EXPORTS, "get", "create", "patch"),
    APPLY_IMPORTS(Part.IMPORTS, "get", "create", "patch"),
    APPLY_PEER(Part.PEER, "get", "create", "patch"),
    MERGE_IMPORTS(Part.IMPORTS, "patch"),
    DELETE_ROOTS(Part.ROOTS, "get", "delete"),
    // Emptied before it goes: istiod's only worker hangs on an export that vanishes.
    DELETE_EXPORTS(Part.EXPORTS, "get", "patch", "delete"),
    DELETE_IMPORTS(Part.IMPORTS, "get", "delete"),
    DELETE_PEER(Part.PEER, "get", "delete");

    /** An object that there is one of for each direction. */
    enum Part {
        ROOTS,
        EXPORTS,
        IMPORTS,
        PEER
    }

    private final List<Part> part;
    private final List<String> verbs;

    Need() {
        this.part = List.of();
        this.verbs = List.of();
    }

    Need(Part part, String... verbs) {
        this.part = List.of(part);
        this.verbs = List.of(verbs);
    }

    /** Of those that are about one. */
    Part object() {
        return part.get(0);
    }

    List<String> verbs() {
        return verbs;
    }
}
