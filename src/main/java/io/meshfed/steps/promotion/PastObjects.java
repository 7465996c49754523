package io.meshfed.steps.promotion;

import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.promotion.PromotionPlan;
import io.meshfed.report.SafeText;
import io.meshfed.steps.sets.ReleaseSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What objects were before a promotion touched them. */
sealed interface PastObjects {

    StepContext context();

    Before before(Mesh mesh, ObjectRef ref);

    /** The members that the release's set had. */
    List<ClusterObject> members(ReleaseSet set, Mesh mesh);

    /** Whether the promotion has not begun. */
    boolean untouched();

    /** What is neither as before nor as planned. */
    List<String> moved(PromotionPlan plan, List<Touched> objects);

    default Optional<ClusterObject> live(Mesh mesh, ObjectRef ref) {
        return context().sessionFor(mesh).find(ref);
    }

    /** All of one kind as they were: those that the promotion touched are not as they are now. */
    default List<ClusterObject> list(Mesh mesh, ResourceType type, String namespace) {
        return context().sessionFor(mesh).list(type, namespace, "");
    }

    /** Nothing was touched: what is there now is what was. */
    record Fresh(StepContext context) implements PastObjects {

        @Override
        public Before before(Mesh mesh, ObjectRef ref) {
            return Before.of(live(mesh, ref));
        }

        @Override
        public List<ClusterObject> members(ReleaseSet set, Mesh mesh) {
            return set.standing(live(mesh, set.parent()));
        }

        @Override
        public boolean untouched() {
            return true;
        }

        @Override
        public List<String> moved(PromotionPlan plan, List<Touched> objects) {
            return List.of();
        }
    }

    /** Some may have been touched: what they were stands in the snapshot. */
    record Kept(StepContext context, Snapshot snapshot) implements PastObjects {

        /** What came since is not there for the plan, and told as moved when it is not ours. */
        @Override
        public Before before(Mesh mesh, ObjectRef ref) {
            return snapshot.before(mesh, ref).orElseGet(Before.Absent::new);
        }

        @Override
        public List<ClusterObject> members(ReleaseSet set, Mesh mesh) {
            return snapshot.of(Touched.Role.MEMBER).stream()
                    .flatMap(kept -> kept.before().found().stream())
                    .toList();
        }

        @Override
        public List<ClusterObject> list(Mesh mesh, ResourceType type, String namespace) {
            List<ClusterObject> were = new ArrayList<>();
            for (ClusterObject now : PastObjects.super.list(mesh, type, namespace)) {
                if (snapshot.before(mesh, now.ref()).isEmpty()) {
                    were.add(now);
                }
            }
            snapshot.objects().stream()
                    .filter(kept -> kept.mesh().equals(mesh.name()))
                    .filter(kept -> kept.ref().type().equals(type))
                    .filter(kept -> kept.ref().namespace().equals(namespace))
                    .forEach(kept -> kept.before().found().ifPresent(were::add));
            return were;
        }

        @Override
        public boolean untouched() {
            return false;
        }

        @Override
        public List<String> moved(PromotionPlan plan, List<Touched> objects) {
            List<String> moved = new ArrayList<>();
            plan.facts()
                    .forEach(
                            (name, value) -> {
                                String was = snapshot.facts().getOrDefault(name, "");
                                if (!was.equals(value)) {
                                    moved.add(
                                            "%s: was %s, and is %s"
                                                    .formatted(
                                                            name,
                                                            SafeText.of(was),
                                                            SafeText.of(value)));
                                }
                            });
            for (Touched touched : objects) {
                touched.moved(live(touched.mesh(), touched.ref())).ifPresent(moved::add);
            }
            if (moved.isEmpty() && !plan.digest().equals(snapshot.plan())) {
                moved.add(
                        "what the plan is made of has changed, such as the users' own VirtualServices");
            }
            return moved;
        }
    }
}
