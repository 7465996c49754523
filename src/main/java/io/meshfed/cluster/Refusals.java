package io.meshfed.cluster;

import io.meshfed.model.Nearest;
import io.meshfed.model.ResourceType;
import io.meshfed.model.ServiceMesh3;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks a little further before it says what was refused: which name was meant, what is served. */
final class Refusals {

    static final ResourceType NAMESPACES =
            new ResourceType("", "v1", "Namespace", "namespaces", false);

    private final ApiClient client;

    Refusals(ApiClient client) {
        this.client = client;
    }

    FederationException of(ApiCall call, ApiAnswer answer) {
        FederationException refused = new RefusedCall(client.errors()).of(call, answer);
        if (answer.status() != 404) {
            return refused;
        }
        boolean noApi = !answer.objectMissing();
        Optional<String> hint = noApi ? serviceMesh3(call) : nearestNamespace(answer);
        return hint.map(
                        more ->
                                new FederationException(
                                        ErrorClass.PRECOND,
                                        refused.getMessage() + "; " + more,
                                        noApi ? ServiceMesh3.REMEDY : refused.remedy()))
                .orElse(refused);
    }

    private Optional<String> nearestNamespace(ApiAnswer answer) {
        if (!answer.detail("kind").equals("namespaces")) {
            return Optional.empty();
        }
        List<String> names =
                Trees.objects(asked("list", "namespaces", "/api/v1/namespaces?limit=500"), "items")
                        .stream()
                        .map(item -> Trees.text(item, "metadata", "name").orElse(""))
                        .toList();
        return Nearest.to(answer.detail("name"), names)
                .map(name -> "did you mean '" + SafeText.of(name) + "'?");
    }

    private Optional<String> serviceMesh3(ApiCall call) {
        if (!call.asks().group().endsWith("maistra.io")) {
            return Optional.empty();
        }
        boolean served =
                Trees.objects(asked("get", "/apis", "/apis"), "groups").stream()
                        .anyMatch(group -> ServiceMesh3.GROUP.equals(group.get("name")));
        return served
                ? Optional.of(
                        ServiceMesh3.GROUP + " is: this is Service Mesh 3, which has none of it")
                : Optional.empty();
    }

    /** Empty when we may not know, or the cluster fails: the refusal itself is what counts. */
    private Map<String, Object> asked(String verb, String what, String path) {
        try {
            AccessRule asks = new AccessRule(verb, "", what, "", "");
            ApiAnswer answer = client.call(ApiCall.read(asks, path));
            return answer.ok() ? answer.tree() : Map.of();
        } catch (FederationException unknown) {
            return Map.of();
        }
    }
}
