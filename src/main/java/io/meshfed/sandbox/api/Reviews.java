package io.meshfed.sandbox.api;

import static io.meshfed.sandbox.api.Discovery.tree;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers what the sender may do, and who the sender is. Nothing is stored. */
final class Reviews {

    private final Authorizer authorizer;

    Reviews(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    Map<String, Object> answer(Kind kind, User user, Map<String, Object> review) {
        check(kind.type().kind(), review);
        Map<String, Object> answer = Json.copy(review);
        answer.put("apiVersion", kind.type().apiVersion());
        answer.put("kind", kind.type().kind());
        answer.put("metadata", tree("creationTimestamp", null));
        if (kind.type().kind().equals("SelfSubjectRulesReview")) {
            answer.put("spec", Map.of()); // as a real server answers
        }
        answer.put(
                "status",
                switch (kind.type().kind()) {
                    case "SelfSubjectAccessReview" -> access(user, review);
                    case "SubjectAccessReview" -> access(subject(review), review);
                    case "SelfSubjectRulesReview" -> rules(user, review);
                    default -> tree("userInfo", identity(user));
                });
        return answer;
    }

    private static void check(String kind, Map<String, Object> review) {
        if (kind.equals("SelfSubjectRulesReview")
                && Trees.text(review, "spec", "namespace").orElse("").isEmpty()) {
            throw ApiError.badRequest("no namespace on request");
        }
        if (!kind.endsWith("AccessReview")) {
            return;
        }
        List<Cause> causes = new ArrayList<>();
        Map<String, Object> path =
                Json.part(Trees.value(review, "spec", "nonResourceAttributes").orElse(Map.of()));
        boolean resource = Trees.value(review, "spec", "resourceAttributes").isPresent();
        if (resource && !path.isEmpty()) {
            String go =
                    "authorization.NonResourceAttributes{Path:%s, Verb:%s}"
                            .formatted(
                                    Json.write(path.getOrDefault("path", "")),
                                    Json.write(path.getOrDefault("verb", "")));
            causes.add(
                    Cause.invalid(
                            "spec.nonResourceAttributes",
                            go,
                            "cannot be specified in combination with resourceAttributes"));
        } else if (!resource && path.isEmpty()) {
            causes.add(
                    Cause.invalid(
                            "spec.resourceAttributes",
                            "\"null\"",
                            "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
        }
        User subject = subject(review);
        if (kind.equals("SubjectAccessReview")
                && subject.name().isEmpty()
                && subject.groups().isEmpty()) {
            causes.add(
                    Cause.invalid(
                            "spec.user",
                            "\"\"",
                            "at least one of user or group must be specified"));
        }
        if (!causes.isEmpty()) {
            throw ApiError.invalidKind(
                    "authorization.k8s.io", "", "", causes.toArray(Cause[]::new));
        }
    }

    private static User subject(Map<String, Object> review) {
        return new User(
                Trees.text(review, "spec", "user").orElse(""),
                "",
                Trees.texts(Trees.value(review, "spec", "groups").orElse(List.of())));
    }

    private Map<String, Object> access(User user, Map<String, Object> review) {
        if (Trees.value(review, "spec", "nonResourceAttributes").isPresent()) {
            return tree(
                    "allowed",
                    authorizer.allows(
                            user,
                            Trees.text(review, "spec", "nonResourceAttributes", "verb").orElse(""),
                            Trees.text(review, "spec", "nonResourceAttributes", "path")
                                    .orElse("")));
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
        Optional<String> reason = authorizer.allows(user, access);
        Map<String, Object> status = tree("allowed", reason.isPresent());
        reason.filter(why -> !why.isEmpty()).ifPresent(why -> status.put("reason", why));
        return status;
    }

    private Map<String, Object> rules(User user, Map<String, Object> review) {
        String namespace = Trees.text(review, "spec", "namespace").orElse("");
        List<Map<String, Object>> all = authorizer.rbac().rules(user, namespace);
        return tree(
                "resourceRules",
                all.stream().filter(rule -> rule.containsKey("resources")).toList(),
                "nonResourceRules",
                all.stream().filter(rule -> rule.containsKey("nonResourceURLs")).toList(),
                "incomplete",
                false);
    }

    private static Map<String, Object> identity(User user) {
        return tree("username", user.name(), "groups", user.groups());
    }

    private static String attribute(Map<String, Object> review, String name) {
        return Trees.text(review, "spec", "resourceAttributes", name).orElse("");
    }
}
