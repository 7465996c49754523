package io.meshfed.sandbox.api;

import static io.meshfed.sandbox.api.Discovery.tree;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers what the sender may do, and who the sender is. Nothing is stored. */
final class Reviews {

    private Reviews() {}

    static Map<String, Object> answer(Kind kind, User user, Map<String, Object> review) {
        Map<String, Object> answer = Json.copy(review);
        answer.put("apiVersion", kind.type().apiVersion());
        answer.put("kind", kind.type().kind());
        answer.put("metadata", tree("creationTimestamp", null));
        answer.put(
                "status",
                switch (kind.type().kind()) {
                    case "SelfSubjectAccessReview" -> access(user, review);
                    case "SelfSubjectRulesReview" -> rules(user, review);
                    default -> tree("userInfo", identity(user));
                });
        return answer;
    }

    private static Map<String, Object> access(User user, Map<String, Object> review) {
        if (Trees.value(review, "spec", "nonResourceAttributes").isPresent()) {
            return tree("allowed", true);
        }
        if (Trees.value(review, "spec", "resourceAttributes").isEmpty()) {
            throw ApiError.badRequest(
                    "spec.resourceAttributes or spec.nonResourceAttributes is required");
        }
        String subresource = attribute(review, "subresource");
        Access access =
                new Access(
                        attribute(review, "verb"),
                        attribute(review, "group"),
                        attribute(review, "resource")
                                + (subresource.isEmpty() ? "" : "/" + subresource),
                        attribute(review, "namespace"),
                        attribute(review, "name"));
        return tree("allowed", Users.allowed(user, access));
    }

    private static Map<String, Object> rules(User user, Map<String, Object> review) {
        String namespace = Trees.text(review, "spec", "namespace").orElse("");
        List<Object> rules = new ArrayList<>();
        for (Grant grant : user.grants()) {
            if (List.of("*", namespace).contains(grant.namespace())) {
                Map<String, Object> rule =
                        tree(
                                "verbs",
                                List.of(grant.verb()),
                                "apiGroups",
                                List.of(grant.group()),
                                "resources",
                                List.of(grant.resource()));
                if (!grant.name().equals("*")) {
                    rule.put("resourceNames", List.of(grant.name()));
                }
                rules.add(rule);
            }
        }
        return tree("resourceRules", rules, "nonResourceRules", List.of(), "incomplete", false);
    }

    private static Map<String, Object> identity(User user) {
        List<String> groups = new ArrayList<>(user.groups());
        groups.add("system:authenticated");
        return tree("username", user.name(), "groups", groups);
    }

    private static String attribute(Map<String, Object> review, String name) {
        return Trees.text(review, "spec", "resourceAttributes", name).orElse("");
    }
}
