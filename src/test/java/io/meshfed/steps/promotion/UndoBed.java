package io.meshfed.steps.promotion;

import io.meshfed.engine.StepContext;
import io.meshfed.model.ObjectRef;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Promotion;
import io.meshfed.resource.ResourceTypes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A mesh with a first release, whose second one is taken back. */
abstract class UndoBed extends PlanBed {

    static final ObjectRef CHANGED =
            new ObjectRef(ResourceTypes.CONFIG_MAP, "prod-member", "kube-info-answer");
    static final ObjectRef LEAVING =
            new ObjectRef(ResourceTypes.DEPLOYMENT, "prod-member", "kube-info-v1");

    void installFirst() {
        installFirst(manifest("v1", "kube-info"));
    }

    void installFirst(String first) {
        write("v2.yaml", first);
        install(promotion("v1", "release", Finish.INSTALL));
        write("v2.yaml", manifest("v2", "kube-info"));
    }

    void install(Promotion promotion) {
        busy().run(step(context -> applied(context, promotion))).requireOk();
    }

    String applied(StepContext context, Promotion promotion) {
        set(context).apply(files(context, promotion).drafts());
        return "";
    }

    Snapshot snapshot() {
        return doing(context -> scene(context).plan().snapshot());
    }

    Undo undo(StepContext context, Snapshot snapshot) {
        return new Undo(context, production(context), SERVICE, snapshot);
    }

    String undone(StepContext context, Snapshot snapshot) {
        undo(context, snapshot).undoInstall();
        return "";
    }

    String undoneExports(StepContext context, Snapshot snapshot) {
        undo(context, snapshot).undoExports();
        return "";
    }

    List<?> undoInstall(Snapshot snapshot) {
        return busy().run(step(context -> undone(context, snapshot))).requireOk().writes();
    }

    List<String> ours(Snapshot snapshot) {
        return doing(context -> undo(context, snapshot).differences()).ours();
    }

    Map<ObjectRef, String> specs() {
        Map<ObjectRef, String> specs = new TreeMap<>();
        for (ObjectRef ref : List.of(CHANGED, LEAVING)) {
            specs.put(ref, spec(rosa().get(ref)));
        }
        return specs;
    }
}
