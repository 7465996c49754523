package io.meshfed.steps;

import io.meshfed.cluster.AccessRule;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import java.util.List;
import java.util.SortedSet;

/** What is said to be enough, for tests of steps in other packages. */
public final class NeededAccess {

    private NeededAccess() {}

    public static SortedSet<AccessRule> of(StepContext context, Mesh mesh, String step) {
        return RequiredAccess.of(context, mesh, List.of(step));
    }
}
