package io.meshfed.cluster;

import io.meshfed.cluster.json.Json;
import io.meshfed.cluster.kubeconfig.Secret;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Asks a cluster about itself and about us: who are you, who am I, what may I, what do you have.
 */
final class Inquiries {

    private static final ResourceType CLUSTER_VERSIONS =
            new ResourceType(
                    "config.openshift.io", "v1", "ClusterVersion", "clusterversions", false);
    private static final ResourceType REVIEWS =
            new ResourceType(
                    "authorization.k8s.io",
                    "v1",
                    "SelfSubjectAccessReview",
                    "selfsubjectaccessreviews",
                    false);
    private static final ResourceType USERS =
            new ResourceType("user.openshift.io", "v1", "User", "users", false);

    private final ApiClient client;
    private final Refusals refusals;
    private final Parallel parallel;

    Inquiries(ApiClient client, Refusals refusals, Parallel parallel) {
        this.client = client;
        this.refusals = refusals;
        this.parallel = parallel;
    }

    /**
     * @param groups the API groups that are served; asked for only where it matters
     */
    ClusterIdentity identity(String server, Supplier<Set<String>> groups) {
        Optional<String> version = idAt(new ObjectRef(CLUSTER_VERSIONS, "", "version"), groups);
        if (version.isPresent()) {
            return new ClusterIdentity(version.get(), "ClusterVersion", server);
        }
        ObjectRef ref = new ObjectRef(Refusals.NAMESPACES, "", "kube-system");
        ApiCall call = readOf(ref);
        ApiAnswer answer = client.call(call);
        if (!answer.ok()) {
            throw refusals.of(call, answer);
        }
        String uid = Trees.text(answer.tree(), "metadata", "uid").orElse("");
        if (uid.isEmpty()) {
            throw client.errors()
                    .failure(
                            ErrorClass.TRANSIENT,
                            "the namespace kube-system has no UID, so the cluster has no identity",
                            "Check what answers behind this context.");
        }
        return new ClusterIdentity(SafeText.of(uid), "kube-system", server);
    }

    /**
     * Absent or not served: not OpenShift. Forbidden is another matter: kube-system has a UID on
     * OpenShift too, and by it the cluster would pass for another one. But an API server checks
     * rights before it looks whether it serves a kind at all.
     */
    private Optional<String> idAt(ObjectRef ref, Supplier<Set<String>> groups) {
        ApiCall call = readOf(ref);
        ApiAnswer answer = client.call(call);
        if (answer.ok()) {
            return Trees.text(answer.tree(), "spec", "clusterID")
                    .filter(id -> !id.isEmpty())
                    .map(SafeText::of);
        }
        boolean forbidden = answer.status() == 403;
        if (answer.status() == 404 || (forbidden && !groups.get().contains(ref.type().group()))) {
            return Optional.empty();
        }
        throw refusals.of(call, answer);
    }

    private static ApiCall readOf(ObjectRef ref) {
        ResourceType type = ref.type();
        AccessRule asks =
                new AccessRule("get", type.group(), type.plural(), ref.namespace(), ref.name());
        return ApiCall.read(asks, ResourcePath.of(ref));
    }

    /** Kubernetes 1.28 says it, older ones in beta; OpenShift always did, in its own way. */
    Optional<String> whoAmI() {
        for (String version : List.of("v1", "v1beta1")) {
            ApiAnswer answer = selfReview(version);
            if (answer.ok()) {
                return Trees.text(answer.tree(), "status", "userInfo", "username")
                        .map(SafeText::of);
            }
        }
        ApiAnswer user =
                client.call(
                        ApiCall.read(
                                new AccessRule("get", USERS.group(), USERS.plural(), "", "~"),
                                ResourcePath.of(USERS, "") + "/~"));
        return user.ok()
                ? Trees.text(user.tree(), "metadata", "name").map(SafeText::of)
                : Optional.empty();
    }

    private ApiAnswer selfReview(String version) {
        ResourceType type =
                new ResourceType(
                        "authentication.k8s.io",
                        version,
                        "SelfSubjectReview",
                        "selfsubjectreviews",
                        false);
        ApiCall call = review(type, Map.of());
        ApiAnswer answer = client.call(call);
        if (answer.status() == 401) {
            throw refusals.of(call, answer);
        }
        return answer;
    }

    private static ApiCall review(ResourceType type, Map<String, Object> spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", type.apiVersion());
        tree.put("kind", type.kind());
        if (!spec.isEmpty()) {
            tree.put("spec", spec);
        }
        AccessRule asks = new AccessRule("create", type.group(), type.plural(), "", "");
        return ApiCall.review(asks, ResourcePath.of(type, ""), Json.write(tree));
    }

    SortedMap<AccessRule, Boolean> allowed(Collection<AccessRule> rules) {
        List<AccessRule> asked = List.copyOf(new TreeSet<>(rules));
        List<Supplier<Boolean>> questions = new ArrayList<>();
        asked.forEach(rule -> questions.add(() -> allowed(rule)));
        List<Boolean> answers = parallel.all(questions);
        SortedMap<AccessRule, Boolean> allowed = new TreeMap<>();
        for (int i = 0; i < asked.size(); i++) {
            allowed.put(asked.get(i), answers.get(i));
        }
        return Collections.unmodifiableSortedMap(allowed);
    }

    private boolean allowed(AccessRule rule) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("verb", rule.verb());
        attributes.put("group", rule.group());
        attributes.put("resource", rule.plural());
        attributes.put("namespace", rule.namespace());
        attributes.put("name", rule.name());
        attributes.values().removeIf(""::equals);
        ApiCall call = review(REVIEWS, Map.of("resourceAttributes", attributes));
        ApiAnswer answer = client.call(call);
        if (!answer.ok()) {
            throw refusals.of(call, answer);
        }
        return Trees.flag(answer.tree(), "status", "allowed");
    }

    /** Leaves nothing behind in the cluster: the server keeps no list of these. */
    AccountToken token(ObjectRef account, Duration lifetime) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", "authentication.k8s.io/v1");
        tree.put("kind", "TokenRequest");
        tree.put("spec", Map.of("expirationSeconds", lifetime.toSeconds()));
        AccessRule asks =
                new AccessRule(
                        "create",
                        "",
                        account.type().plural() + "/token",
                        account.namespace(),
                        account.name());
        ApiCall call = ApiCall.review(asks, ResourcePath.of(account) + "/token", Json.write(tree));
        ApiAnswer answer = client.call(call);
        if (!answer.ok()) {
            throw refusals.of(call, answer);
        }
        String token = Trees.text(answer.tree(), "status", "token").orElse("");
        String end = Trees.text(answer.tree(), "status", "expirationTimestamp").orElse("");
        try {
            return new AccountToken(new Secret(token), Instant.parse(end));
        } catch (DateTimeParseException noEnd) {
            throw client.errors()
                    .failure(
                            ErrorClass.TRANSIENT,
                            "'%s' was answered without an end".formatted(asks),
                            "Check what answers behind this context.");
        }
    }

    SortedMap<String, List<String>> apiGroups() {
        ApiAnswer answer = document("/apis");
        SortedMap<String, List<String>> groups = new TreeMap<>();
        groups.put("", List.of("v1"));
        for (Map<String, Object> group : Trees.objects(answer.tree(), "groups")) {
            List<String> versions =
                    Trees.objects(group, "versions").stream()
                            .flatMap(version -> Trees.text(version, "version").stream())
                            .toList();
            Trees.text(group, "name").ifPresent(name -> groups.put(name, versions));
        }
        return Collections.unmodifiableSortedMap(groups);
    }

    /** Those that can be applied and listed: no sub-resources, and no reviews. */
    List<ResourceType> served(String group, String version) {
        String path = ResourcePath.version(group, version);
        ApiCall call = ApiCall.read(new AccessRule("get", "", path, "", ""), path);
        ApiAnswer answer = client.call(call);
        if (answer.status() == 404) {
            return List.of();
        }
        if (!answer.ok()) {
            throw refusals.of(call, answer);
        }
        return Trees.objects(answer.tree(), "resources").stream()
                .filter(kind -> Trees.texts(kind.get("verbs")).contains("patch"))
                .flatMap(kind -> type(group, version, kind).stream())
                .toList();
    }

    private static Optional<ResourceType> type(
            String group, String version, Map<String, Object> resource) {
        String plural = Trees.text(resource, "name").orElse("/");
        String kind = Trees.text(resource, "kind").orElse("");
        boolean usable = !plural.contains("/") && !kind.isEmpty() && plain(plural + kind);
        return usable
                ? Optional.of(
                        new ResourceType(
                                group, version, kind, plural, Trees.flag(resource, "namespaced")))
                : Optional.empty();
    }

    private static boolean plain(String text) {
        return SafeText.of(text).equals(text);
    }

    /** Any answer tells the time. */
    void version() {
        document("/version");
    }

    private ApiAnswer document(String path) {
        ApiCall call = ApiCall.read(new AccessRule("get", "", path, "", ""), path);
        ApiAnswer answer = client.call(call);
        if (!answer.ok()) {
            throw refusals.of(call, answer);
        }
        return answer;
    }
}
