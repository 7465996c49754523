package io.meshfed.steps.sets;

import io.meshfed.manifests.ManifestSource;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.ApplyManifestsStep;
import io.meshfed.steps.DeleteManifestsStep;
import io.meshfed.testing.ClusterTest;
import io.meshfed.testing.Federations;
import io.meshfed.testing.RawCluster;
import io.meshfed.testing.Run;
import io.meshfed.testing.StepHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;

/** A folder of manifests, and a namespace of its own for each test: real servers forget none. */
abstract class SetBed extends ClusterTest {

    static final ResourceType SECRET = new ResourceType("", "v1", "Secret", "secrets", true);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    final Federation federation =
            Federations.read(Federations.ARO_ROSA).without(mesh -> false, peering -> true);
    String space;
    Path manifests;

    @BeforeEach
    void prepare() throws IOException {
        space = "sets-%d".formatted(NUMBER.incrementAndGet());
        manifests = Files.createDirectories(folder.resolve("manifests"));
        for (String cluster : clusterNames()) {
            clusters.raw(cluster).put(new ObjectRef(ResourceTypes.NAMESPACE, "", space), Map.of());
        }
    }

    RawCluster aro() {
        return clusters.raw("aro");
    }

    /** What stands in this place of the text is the namespace of the test. */
    void write(String file, String yaml) {
        try {
            Path path = manifests.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, yaml.replace("SPACE", space));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void remove(String file) {
        try {
            Files.delete(manifests.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String configMap(String name, String value) {
        return """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: %s, namespace: SPACE }
        data: { key: "%s" }
        """
                .formatted(name, value);
    }

    /** On the first cluster only. */
    Federation onAro() {
        return federation.without(mesh -> !mesh.cluster().name().equals("aro"), peering -> true);
    }

    StepHarness harness() {
        return harness(onAro());
    }

    ManifestSource source() {
        return new ManifestSource(List.of(manifests), "", System.getenv("PATH"));
    }

    SetOptions options() {
        return options(true, true);
    }

    SetOptions options(boolean prune, boolean await) {
        return options(new SetOptions.After(prune, await));
    }

    private SetOptions options(SetOptions.After after) {
        return new SetOptions("configmap/inventory", space, space, SetOptions.Whose.CLUSTER, after);
    }

    ApplyManifestsStep apply() {
        return new ApplyManifestsStep(source(), options());
    }

    ApplyManifestsStep applyWithContents() {
        return new ApplyManifestsStep(
                source(), options(new SetOptions.After(true, true, SetOptions.Contents.DELETE)));
    }

    DeleteManifestsStep delete() {
        return new DeleteManifestsStep(source(), options());
    }

    DeleteManifestsStep deleteWithContents(boolean await) {
        return new DeleteManifestsStep(
                source(), options(new SetOptions.After(true, await, SetOptions.Contents.DELETE)));
    }

    ObjectRef ref(ResourceType type, String name) {
        return new ObjectRef(type, space, name);
    }

    ObjectRef configMap(String name) {
        return ref(ResourceTypes.CONFIG_MAP, name);
    }

    ObjectRef inventory() {
        return configMap("inventory");
    }

    static List<String> names(Run run, Change.Kind kind) {
        return run.changes(kind).stream().map(change -> change.object().name()).toList();
    }
}
