package io.meshfed.testing;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.List;

/** Which API servers a test runs on. */
public enum ServerKind {
    SANDBOX("sandbox") {
        @Override
        public TestClusters start(Path folder, List<String> names) {
            assumeFalse(
                    Boolean.getBoolean("meshfed.realOnly"),
                    "it ran on the sandbox with the other tests");
            return SandboxClusters.start(folder, names);
        }
    },
    KUBE_APISERVER("kube-apiserver") {
        @Override
        public TestClusters start(Path folder, List<String> names) {
            return RealClusters.start(folder, names);
        }
    };

    private final String label;

    ServerKind(String label) {
        this.label = label;
    }

    /** Empty clusters of these names. Skips the test where this kind of server is not to be had. */
    public abstract TestClusters start(Path folder, List<String> names);

    @Override
    public String toString() {
        return label;
    }
}
