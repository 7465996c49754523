package io.meshfed.steps;

import io.meshfed.cluster.AccessRule;
import io.meshfed.model.ResourceType;
import io.meshfed.resource.ResourceTypes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What is needed in the namespace of a service or workload, beside the control plane's. */
final class MemberRights {

    private static final String[] ROUTE = {"create", "delete", "get", "list", "patch"};

    private MemberRights() {}

    static List<AccessRule> of(Need need, String namespace) {
        return switch (need) {
            case ROUTING ->
                    joined(
                            List.of(
                                    rules(ResourceTypes.SERVICE, "", namespace, "get"),
                                    rules(ResourceTypes.GATEWAY, "", namespace, "get"),
                                    rules(ResourceTypes.VIRTUAL_SERVICE, "", namespace, ROUTE),
                                    rules(ResourceTypes.DESTINATION_RULE, "", namespace, ROUTE)));
            case SCALING ->
                    joined(
                            List.of(
                                    rules(ResourceTypes.DEPLOYMENT, "", namespace, "get"),
                                    rules(ResourceTypes.DEPLOYMENT, "/scale", namespace, "patch"),
                                    rules(ResourceTypes.AUTOSCALER, "", namespace, "list")));
            case RUNNING -> rules(ResourceTypes.DEPLOYMENT, "", namespace, "list").toList();
            case ROUTES_LEFT ->
                    joined(
                            List.of(
                                    rules(ResourceTypes.VIRTUAL_SERVICE, "", namespace, "delete"),
                                    rules(
                                            ResourceTypes.DESTINATION_RULE,
                                            "",
                                            namespace,
                                            "delete")));
            default -> List.of();
        };
    }

    private static List<AccessRule> joined(List<Stream<AccessRule>> rules) {
        return rules.stream().flatMap(each -> each).toList();
    }

    private static Stream<AccessRule> rules(
            ResourceType type, String subresource, String namespace, String... verbs) {
        return Arrays.stream(verbs)
                .map(
                        verb ->
                                new AccessRule(
                                        verb,
                                        type.group(),
                                        type.plural() + subresource,
                                        namespace,
                                        ""));
    }
}
