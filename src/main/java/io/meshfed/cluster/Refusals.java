package io.meshfed.cluster;

import io.meshfed.model.Nearest;
import io.meshfed.model.ResourceType;
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

    private static final String SERVICE_MESH_3 = "sailoperator.io";

    private final ApiClient client;

    Refusals(ApiClient client) {
        this.client = client;
    }

    FederationException of(ApiCall call, ApiAnswer answer) {
        FederationException refused = new RefusedCall(client.errors()).of(call, answer);
        if (answer.status() != 404) {
            return refused;
        }
        Optional<String> hint =
                answer.objectMissing() ? nearestNamespace(answer) : serviceMesh3(call);
        return hint.map(
                        more ->
                                new FederationException(
                                        ErrorClass.PRECOND,
                                        refused.getMessage() + "; " + more,
                                        refused.remedy()))
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
                        .anyMatch(group -> SERVICE_MESH_3.equals(group.get("name")));
        return served
                ? Optional.of(SERVICE_MESH_3 + " is: this is Service Mesh 3, which has none of it")
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
