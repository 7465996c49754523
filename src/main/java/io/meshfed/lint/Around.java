package io.meshfed.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a specification may use without declaring it: what the pipeline or run around it brings. */
record Around(Params params, Set<String> workspaces) {

    static final Around NOTHING = new Around(Params.NONE, Set.of());

    Around {
        workspaces = Set.copyOf(workspaces);
    }

    static Around run(Value spec) {
        return new Around(
                Params.given(spec.itemsAt("params")),
                WorkspaceRules.names(spec.itemsAt("workspaces")));
    }

    Around and(Params more) {
        return new Around(params.and(more), workspaces);
    }

    /** Also what the specification itself declares. */
    Around declaredBy(Value spec) {
        List<Value> declared = spec.itemsAt("workspaces");
        Set<String> all = new HashSet<>(workspaces);
        all.addAll(WorkspaceRules.names(declared));
        return new Around(Params.declared(spec.itemsAt("params")).and(params), all);
    }
}
