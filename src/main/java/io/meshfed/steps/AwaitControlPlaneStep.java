package io.meshfed.steps;

import io.meshfed.engine.LookAhead;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.Waiting;
import io.meshfed.model.Mesh;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.report.StepReport;
import io.meshfed.resource.ControlPlaneView;
import io.meshfed.resource.FederationObjects;
import io.meshfed.steps.verify.Commands;
import java.time.Duration;
import java.util.Optional;

/** Waits until every control plane is Ready for its current generation. */
public record AwaitControlPlaneStep() implements Step {

    public static final String NAME = "await-control-plane";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void lookAhead(StepContext context, LookAhead ahead) {
        for (Mesh mesh : context.federation().meshes()) {
            ahead.read(() -> context.snapshotFor(mesh).find(FederationObjects.controlPlane(mesh)));
        }
    }

    @Override
    public StepReport run(StepContext context) {
        Work<Mesh, Check> work = Work.onMeshes(context, mesh -> await(context, mesh));
        return StepReport.of(NAME).withChecks(work.values()).withFailures(work.failures());
    }

    private static Check await(StepContext context, Mesh mesh) {
        ControlPlaneView first = ControlPlanes.of(context, mesh);
        ControlPlaneView ready =
                first.whyNotReady().isEmpty() ? first : waited(context, mesh, first);
        return Check.ok(
                CheckCode.CONTROL_PLANE,
                mesh.name(),
                "",
                "control plane %s is Ready%s".formatted(mesh.controlPlane(), version(ready)));
    }

    private static ControlPlaneView waited(StepContext context, Mesh mesh, ControlPlaneView first) {
        if (context.settings().dryRun()) {
            throw notReady(mesh, first.whyNotReady().orElseThrow());
        }
        Waiting waiting =
                new Waiting(
                        "control plane %s/%s in cluster '%s' to be Ready"
                                .formatted(
                                        mesh.namespace(),
                                        mesh.controlPlane(),
                                        mesh.cluster().name()),
                        "Look at it: " + Commands.describeControlPlane(mesh),
                        LOOK_EVERY);
        ControlPlaneView ready =
                waiting.until(
                        context.settings(),
                        () -> reread(context, mesh, first),
                        view -> view.whyNotReady().map(SafeText::of));
        // What was read ahead of a control plane that was not Ready is not true any more.
        context.snapshotFor(mesh).forgetAll(mesh.namespace());
        return ready;
    }

    private static ControlPlaneView reread(
            StepContext context, Mesh mesh, ControlPlaneView otherwise) {
        return context.sessionFor(mesh)
                .find(FederationObjects.controlPlane(mesh))
                .map(ControlPlaneView::new)
                .orElse(otherwise);
    }

    private static FederationException notReady(Mesh mesh, String why) {
        return new FederationException(
                ErrorClass.PRECOND,
                "control plane of mesh '%s' is not Ready: %s"
                        .formatted(mesh.name(), SafeText.of(why)),
                "await-control-plane waits for it.");
    }

    private static String version(ControlPlaneView view) {
        return Optional.of(view.version())
                .filter(version -> !version.isEmpty())
                .map(version -> " (" + SafeText.of(version) + ")")
                .orElse("");
    }
}
