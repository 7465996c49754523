package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.promotion.PlannedChange;
import io.meshfed.promotion.PlannedChange.Verb;
import io.meshfed.promotion.PlannedField;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.PromotionPlan;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.OpenDrills;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a promotion touches, in order, as it is and as it is to be. Nothing is written here.
 *
 * @param files the release, read once
 */
record PromotionScene(StepContext context, Promotion promotion, ReleaseFiles files) {

    public PromotionScene {
        requireNonNull(context);
        requireNonNull(promotion);
        requireNonNull(files);
    }

    /** Where the release runs before production has it. */
    public Mesh staging() {
        return mesh(promotion.from());
    }

    public Mesh production() {
        return mesh(promotion.to());
    }

    private Mesh mesh(String name) {
        return context.whole()
                .mesh(name)
                .orElseThrow(() -> new IllegalArgumentException("no mesh " + name));
    }

    /** How production knows staging. */
    Direction imports() {
        return context.whole().directionsFrom(production()).stream()
                .filter(direction -> direction.remote().name().equals(promotion.from()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the meshes are not peered"));
    }

    ClusterSession session() {
        return context.sessionFor(production());
    }

    Snapshots snapshots() {
        return new Snapshots(session(), context.whole().name(), production(), promotion.service());
    }

    /**
     * The plan of a promotion that has not begun.
     *
     * @throws FederationException INPUT, PRECOND or CONFLICT when it cannot be
     */
    public Planned plan() {
        OpenDrills.requireNotDrilled(context, production(), promotion.service());
        return planned(new PastObjects.Fresh(context));
    }

    /**
     * The plan of a promotion that has begun, whatever it did already: it is the same plan while
     * nothing else has changed.
     */
    public Planned plan(Snapshot snapshot) {
        return planned(new PastObjects.Kept(context, snapshot));
    }

    private Planned planned(PastObjects past) {
        new ExportGuard(context, production(), promotion.service()).require(past, files.drafts());
        StagedRelease staged = new StagedRelease(context, promotion, imports().reversed());
        ClusterObject stagedService = staged.service();
        List<String> unstaged = new ArrayList<>();
        Collection<String> images = images(past, staged, stagedService, unstaged);
        TouchedRelease release = new TouchedRelease(this, past);
        List<Touched> members = release.members();
        TouchedRoutes routes = new TouchedRoutes(this, past, staged, members);
        List<Touched> objects = new ArrayList<>(routes.exports());
        objects.addAll(routes.routes(stagedService));
        objects.addAll(members);
        PlanFacts facts =
                new PlanFacts()
                        .of(promotion, files)
                        .federation(imports(), staged.exported())
                        .texts("images in staging", images)
                        .texts("hosts", routes.hosts());
        for (Mesh mesh : List.of(staging(), production())) {
            facts.cluster(mesh, context.sessionFor(mesh).identity().id());
        }
        PromotionPlan plan = new PromotionPlan(facts.all(), changes(objects));
        unstaged.addAll(past.moved(plan, objects));
        Planned planned = new Planned(plan, files.digest(), objects, unstaged, routes.hosts());
        Snapshots.requireSize(planned.snapshot());
        return planned;
    }

    /** What staging stopped to run after the promotion began is told with all that has moved. */
    private static Collection<String> images(
            PastObjects past, StagedRelease staged, ClusterObject service, List<String> moved) {
        try {
            return staged.images(service);
        } catch (FederationException failed) {
            if (failed.errorClass() != ErrorClass.PRECOND || past instanceof PastObjects.Fresh) {
                throw failed;
            }
            moved.add(failed.getMessage());
            moved.addAll(failed.details());
            return List.of();
        }
    }

    private static SortedMap<String, List<PlannedChange>> changes(List<Touched> objects) {
        SortedMap<String, List<PlannedChange>> changes = new TreeMap<>();
        for (Touched touched : objects) {
            List<PlannedChange> here =
                    changes.computeIfAbsent(
                            touched.mesh().cluster().name(), none -> new ArrayList<>());
            for (int i = 0; i < touched.states().size(); i++) {
                change(touched, i).ifPresent(here::add);
            }
        }
        changes.values()
                .forEach(
                        list ->
                                list.sort(
                                        Comparator.comparing(PlannedChange::phase)
                                                .thenComparing(PlannedChange::step)));
        return changes;
    }

    private static Optional<PlannedChange> change(Touched touched, int index) {
        PlannedState state = touched.states().get(index);
        SortedMap<String, PlannedField> fields = PlannedFields.of(touched, index);
        boolean there =
                index == 0
                        ? touched.before() instanceof Before.There
                        : touched.states().get(index - 1).manifest().isPresent();
        boolean stays = index == 0 && there && state.reached(touched.before().found());
        boolean same = index > 0 && there && state.manifest().isPresent() && fields.isEmpty();
        boolean absent = !there && state.manifest().isEmpty();
        if (stays || same || absent) {
            return Optional.empty();
        }
        Verb verb = !there ? Verb.CREATE : state.manifest().isPresent() ? Verb.UPDATE : Verb.DELETE;
        return Optional.of(
                new PlannedChange(state.phase(), state.step(), verb, touched.ref(), fields));
    }

    /** What a promotion is to change must be ours: it could not be put back. */
    static void requireOurs(ClusterSession session, Before before, ObjectRef ref) {
        if (before instanceof Before.There there) {
            session.requireOurs(there.object());
            if (there.applied().isEmpty()) {
                throw new FederationException(
                        ErrorClass.CONFLICT,
                        "%s has our label, and no field that we applied: it could not be put back"
                                .formatted(ref),
                        "Apply it from its file once, or take it away.");
            }
        }
    }
}
