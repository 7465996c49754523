package io.meshfed.cli;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.testing.TestClusters;
import java.util.List;
import java.util.Map;

/** What tells an OpenShift cluster from another one. */
final class OpenShift {

    private static final ResourceType TYPE =
            new ResourceType(
                    "config.openshift.io", "v1", "ClusterVersion", "clusterversions", false);

    private OpenShift() {}

    /** Gives each cluster an id, as the installer of OpenShift does. */
    static void identify(TestClusters clusters, List<String> names) {
        for (String name : names) {
            clusters.raw(name)
                    .put(
                            new ObjectRef(TYPE, "", "version"),
                            Map.of("spec", Map.of("clusterID", "id-of-" + name)));
        }
    }
}
