package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.Phase;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.ServiceRules;
import io.meshfed.steps.promotion.Snapshot.Kept;
import io.meshfed.steps.sets.ReleaseSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Brings clusters back to what a snapshot has. Each part can be done again, by any run on any
 * machine: all that it needs is in the snapshot.
 *
 * @param mesh the production mesh
 */
public record Undo(StepContext context, Mesh mesh, ServiceName service, Snapshot snapshot) {

    public Undo {
        requireNonNull(context);
        requireNonNull(mesh);
        requireNonNull(service);
        requireNonNull(snapshot);
    }

    /**
     * The members of the release's set as they were, then its inventory.
     *
     * @throws FederationException PARTIAL with what is left
     */
    public void undoInstall() {
        List<Kept> inventories = snapshot.of(Touched.Role.INVENTORY);
        if (inventories.isEmpty()) {
            return;
        }
        List<Manifest> were = new ArrayList<>();
        List<ObjectRef> came = new ArrayList<>();
        for (Kept member : snapshot.of(Touched.Role.MEMBER)) {
            back(member).ifPresentOrElse(were::add, () -> came.add(member.ref()));
        }
        new ReleaseSet(context, mesh, service)
                .restore(were, came, applied(inventories.get(0).before()));
    }

    /**
     * What production takes, then what staging offers of the service, as it was. What a failover
     * had merged comes back with its route: without that, requests would be spread over both
     * meshes.
     *
     * @throws FederationException PARTIAL with what is left
     */
    public void undoExports() {
        sets().restore();
    }

    /** The route exactly as it was, whatever this version would make of its pattern. */
    void restoreRoute() {
        SharedSets sets = sets();
        sets.restoreMerged();
        snapshot.of(Touched.Role.ROUTE).forEach(sets::restore);
    }

    private SharedSets sets() {
        return new SharedSets(context, mesh, service, snapshot);
    }

    static Optional<Manifest> applied(Before before) {
        return before instanceof Before.There there ? there.applied() : Optional.empty();
    }

    /** Empty when it is to be deleted. */
    private Optional<Manifest> back(Kept kept) {
        return applied(kept.before())
                .map(
                        applied ->
                                back(
                                        kept,
                                        applied,
                                        () -> context.sessionFor(mesh(kept)).find(kept.ref())));
    }

    /**
     * @param live asked only when it matters
     */
    private static Manifest back(
            Kept kept, Manifest applied, Supplier<Optional<ClusterObject>> live) {
        return kept.before() instanceof Before.There there
                ? new MadeAnew(there, applied).manifest(live)
                : applied;
    }

    private Mesh mesh(Kept kept) {
        return mesh(context, kept);
    }

    static Mesh mesh(StepContext context, Kept kept) {
        return context.whole()
                .mesh(kept.mesh())
                .orElseThrow(
                        () ->
                                new FederationException(
                                        ErrorClass.INPUT,
                                        "the federation file has no mesh '%s', which the promotion was about"
                                                .formatted(kept.mesh()),
                                        "Use the file that the promotion was begun with."));
    }

    /**
     * What is not as it was, with the fields.
     *
     * @param ours what meshfed had applied, and whether the object is there; empty when everything
     *     is brought back
     * @param others what nobody brings back, as it was never meshfed's: autoscalers and controllers
     *     go on with their work meanwhile
     */
    record Differences(List<String> ours, List<String> others) {}

    Differences differences() {
        Differences differences = new Differences(new ArrayList<>(), new ArrayList<>());
        for (Kept kept : snapshot.objects()) {
            Optional<ClusterObject> live = context.sessionFor(mesh(kept)).find(kept.ref());
            Optional<String> moved = moved(kept, live);
            moved.ifPresent(differences.ours()::add);
            if (moved.isEmpty() && live.isPresent() && part(kept).isEmpty()) {
                contents(kept, live.get()).ifPresent(differences.others()::add);
            }
        }
        return differences;
    }

    private Optional<String> moved(Kept kept, Optional<ClusterObject> live) {
        List<PlannedState> back =
                applied(kept.before()).stream()
                        .map(applied -> back(kept, applied, () -> live))
                        .map(manifest -> PlannedState.of(Phase.UNINSTALLING, 0, manifest))
                        .toList();
        return new Touched(mesh(kept), kept.ref(), kept.role(), kept.before(), back, part(kept))
                .moved(live);
    }

    private Optional<ServiceRules> part(Kept kept) {
        return SharedSets.part(kept, snapshot, service);
    }

    /** Whoever owns it: all of what the user would write. */
    private static Optional<String> contents(Kept kept, ClusterObject live) {
        Map<String, Object> was = content(kept.before().found().orElse(live));
        Map<String, Object> now = content(live);
        if (CanonicalJson.of(was).equals(CanonicalJson.of(now))) {
            return Optional.empty();
        }
        List<String> fields = new ArrayList<>();
        PlannedFields.between(now, was)
                .forEach(
                        (path, field) ->
                                fields.add(
                                        "%s was %s, and is %s"
                                                .formatted(
                                                        SafeText.of(path),
                                                        PlannedFields.shown(field.after()),
                                                        PlannedFields.shown(field.before()))));
        return Optional.of(
                "not meshfed's, and left as others have it now: %s of mesh '%s': %s"
                        .formatted(kept.ref(), kept.mesh(), String.join("; ", fields)));
    }

    private static Map<String, Object> content(ClusterObject object) {
        Map<String, Object> content = new TreeMap<>(object.tree());
        content.keySet().removeAll(List.of("metadata", "status", "apiVersion", "kind"));
        return content;
    }
}
