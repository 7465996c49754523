package io.meshfed.steps;

import io.meshfed.model.Direction;
import io.meshfed.model.Trees;
import io.meshfed.resource.ManagedGateways;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The exact lines to add to a control plane that has no gateways for a peer. */
final class GatewayYaml {

    private GatewayYaml() {}

    static List<String> lines(Direction direction, boolean ingress, boolean egress) {
        Map<String, Object> all =
                Trees.object(
                        Trees.value(
                                        ManagedGateways.desired(direction).content(),
                                        "spec",
                                        "gateways")
                                .orElseThrow());
        Map<String, Object> missing = new LinkedHashMap<>();
        if (ingress) {
            missing.put("additionalIngress", all.get("additionalIngress"));
        }
        if (egress) {
            missing.put("additionalEgress", all.get("additionalEgress"));
        }
        DumpSettings block =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setDereferenceAliases(true)
                        .build();
        String yaml = new Dump(block).dumpToString(Map.of("spec", Map.of("gateways", missing)));
        return yaml.lines().toList();
    }
}
