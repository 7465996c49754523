package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.report.StepReport;
import io.meshfed.steps.sets.SetOptions;
import io.meshfed.steps.sets.SetReport;

/**
 * Takes away what stands around a federation that is taken apart: what is left of routes, then all
 * sets of manifests, those of operators last. While one peering still stands it does nothing: a
 * mesh that goes before its peer is deleted freezes the other.
 *
 * @param inventoryNamespace in which the inventories of the sets lie
 * @param contents what becomes of what others put into namespaces of the sets: it is looked for
 *     once more, since taking the peerings apart takes minutes
 */
public record DeleteEverythingStep(String inventoryNamespace, SetOptions.Contents contents)
        implements Step {

    public static final String NAME = "delete-everything";

    public DeleteEverythingStep {
        requireNonNull(inventoryNamespace);
        requireNonNull(contents);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        if (!isWhole(context)) {
            context.settings()
                    .progress()
                    .warning(
                            "not all peerings are taken apart: routes, manifests and meshes stay as they are");
            return StepReport.of(NAME);
        }
        Work<Mesh, Integer> routes =
                Work.onMeshes(
                        context,
                        mesh -> {
                            RoutesLeft left = RoutesLeft.of(context, mesh);
                            return left.removeRoutes().size() + left.removeRules().size();
                        });
        if (!routes.failures().isEmpty()) {
            return StepReport.of(NAME).withFailures(routes.failures());
        }
        return SetReport.allDeleted(NAME, context, inventoryNamespace, contents);
    }

    static boolean isWhole(StepContext context) {
        return context.federation().meshes().size() == context.whole().meshes().size()
                && context.federation().peerings().size() == context.whole().peerings().size();
    }
}
