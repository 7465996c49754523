package io.meshfed.cli;

import io.meshfed.model.Mesh;
import io.meshfed.model.ResourceType;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.api.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The production mesh of the story, as its API server has it. */
record DemoProduction(ObjectStore store, Mesh mesh, ServiceName service) {

    private static final List<ResourceType> KINDS =
            List.of(
                    ResourceTypes.DEPLOYMENT,
                    ResourceTypes.VIRTUAL_SERVICE,
                    ResourceTypes.DESTINATION_RULE,
                    ResourceTypes.EXPORTS,
                    ResourceTypes.IMPORTS);

    /** What their authors wrote, by object. */
    Map<String, Object> written() {
        Map<String, Object> written = new TreeMap<>();
        for (ResourceType kind : KINDS) {
            for (Map<String, Object> object : store.list(kind, "")) {
                written.put(
                        "%s %s/%s"
                                .formatted(
                                        kind.kind(),
                                        Trees.text(object, "metadata", "namespace").orElse(""),
                                        Trees.text(object, "metadata", "name").orElse("")),
                        object.getOrDefault("spec", Map.of()));
            }
        }
        return written;
    }

    /** What is known of promotions there. */
    PromotionRecord record() {
        var ref = PromotionObjects.record(mesh, service);
        return store.get(ref.type(), ref.namespace(), ref.name())
                .map(tree -> PromotionRecord.read(Trees.object(tree.get("data"))))
                .orElseGet(PromotionRecord::none);
    }

    /** Whether a step of the ramp carries traffic. Steps are counted from 1. */
    boolean carries(String promotion, int step) {
        PromotionRecord record = record();
        return record.about().subject().promotion().equals(promotion)
                && record.state().phase() == Phase.JUDGING
                && record.state().position().step() == step - 1;
    }
}
