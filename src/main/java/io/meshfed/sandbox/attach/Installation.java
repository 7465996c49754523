package io.meshfed.sandbox.attach;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.CustomDefinitions;
import io.meshfed.sandbox.api.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts the definitions of the meshes' kinds into a cluster that has none. Those that are there stay
 * as they are.
 */
record Installation(RestApi api, Territory territory) {

    static final ResourceType DEFINITION =
            new ResourceType(
                    "apiextensions.k8s.io",
                    "v1",
                    "CustomResourceDefinition",
                    "customresourcedefinitions",
                    false);

    private static final Duration SERVED_WITHIN = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 100;

    /**
     * Returns when all kinds are served.
     *
     * @return the names of the definitions that were missing
     */
    List<String> install() {
        List<String> installed = new ArrayList<>();
        for (Map<String, Object> definition : CustomDefinitions.all()) {
            String name = Trees.text(definition, "metadata", "name").orElseThrow();
            if (api.get(RestApi.path(DEFINITION, "", name)).missing()) {
                Answer answer =
                        api.send(
                                "POST",
                                RestApi.collection(DEFINITION, ""),
                                RestApi.JSON,
                                Json.write(territory.created(definition)));
                // A lost answer to a first try comes back as 409.
                if (answer.status() != Answer.CONFLICT) {
                    answer.requireOk();
                }
                installed.add(name);
            }
        }
        CustomDefinitions.types().forEach(this::awaitServed);
        return installed;
    }

    /** The list answers; the condition Established comes some seconds too early. */
    private void awaitServed(ResourceType type) {
        long end = System.nanoTime() + SERVED_WITHIN.toNanos();
        while (!api.get(RestApi.collection(type, "") + "?limit=1").ok()) {
            if (System.nanoTime() > end) {
                throw new FederationException(
                        ErrorClass.PRECOND,
                        "cluster '%s' does not serve %s in %s"
                                .formatted(api.cluster(), type.plural(), type.apiVersion()),
                        "Look at its CustomResourceDefinition there, or delete that one so that the sandbox can install its own.");
            }
            api.pause(LOOK_MILLIS);
        }
    }
}
