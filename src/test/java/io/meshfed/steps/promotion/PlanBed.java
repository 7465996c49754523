package io.meshfed.steps.promotion;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.manifests.ManifestSource;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Gate;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.RampStep;
import io.meshfed.promotion.Release;
import io.meshfed.report.Change;
import io.meshfed.report.StepReport;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.sets.ReleaseSet;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.RawCluster;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.StepHarness;
import io.meshfed.traffic.LocalService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/** A federation whose staging mesh runs v2 of a service, and a folder with v2 for production. */
abstract class PlanBed extends AroRosaTest {

    static final String DIGEST = "sha256:" + "a".repeat(64);
    static final String IMAGE = "registry.example/kube-info@" + DIGEST;
    static final ServiceName SERVICE = new ServiceName("prod-member", "kube-info");
    static final ObjectRef OURS = LocalService.virtualService(SERVICE);
    static final ObjectRef USERS =
            new ObjectRef(ResourceTypes.VIRTUAL_SERVICE, "prod-member", "kube-info");
    static final ObjectRef STAGED =
            new ObjectRef(ResourceTypes.DEPLOYMENT, "stg-member", "kube-info-v2");
    static final ObjectRef INSTALLED =
            new ObjectRef(ResourceTypes.DEPLOYMENT, "prod-member", "kube-info-v2");

    @BeforeEach
    void stage() {
        rosa().delete(OURS);
        rosa().delete(LocalService.destinationRule(SERVICE));
        rosa().delete(set(inventoryOnly()).parent());
        put(aro(), STAGED, deployment("v2", IMAGE));
        aro().merge(
                        new ObjectRef(ResourceTypes.SERVICE, "stg-member", "kube-info"),
                        Map.of("spec", Map.of("selector", Map.of("app", "kube-info"))));
        rosa().put(USERS, Map.of("spec", users("kube-info")));
        write("v2.yaml", manifest("v2", "kube-info"));
        federateMeshes();
    }

    private StepContext inventoryOnly() {
        List<StepContext> seen = new ArrayList<>();
        harness().run(step(seen::add)).requireOk();
        return seen.get(0);
    }

    static void put(RawCluster cluster, ObjectRef ref, Map<String, Object> content) {
        cluster.put(ref, content);
    }

    static Map<String, Object> users(String host) {
        return Map.of(
                "hosts",
                List.of("*"),
                "gateways",
                List.of("kube-info-gateway"),
                "http",
                List.of(Map.of("route", List.of(Map.of("destination", Map.of("host", host))))));
    }

    static Map<String, Object> deployment(String version, String image) {
        return deployment("kube-info", version, image);
    }

    static Map<String, Object> deployment(String name, String version, String image) {
        Map<String, Object> labels = Map.of("app", name, "version", version);
        return Map.of(
                "spec",
                Map.of(
                        "selector",
                        Map.of("matchLabels", labels),
                        "template",
                        Map.of(
                                "metadata",
                                Map.of("labels", labels),
                                "spec",
                                Map.of(
                                        "containers",
                                        List.of(Map.of("name", name, "image", image))))));
    }

    /** A Deployment, a Service of its own and a ConfigMap. */
    static String manifest(String version, String image) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: kube-info-VERSION, labels: { "app.example/part": web } }
        spec:
          replicas: 1
          selector: { matchLabels: { app: kube-info, version: VERSION } }
          template:
            metadata: { labels: { app: kube-info, version: VERSION } }
            spec:
              containers:
                - name: kube-info
                  image: IMAGE
                  ports: [ { name: http, containerPort: 8080 } ]
                  resources: { requests: { cpu: 10m } }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: kube-info-answer, annotations: { "example.com/why": "of VERSION" } }
        data: { "info.json": "VERSION" }
        """
                .replace("VERSION", version)
                .replace("IMAGE", image);
    }

    void write(String file, String yaml) {
        try {
            Path path = folder.resolve("release").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, yaml);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Promotion promotion() {
        return promotion("v2", "release", Finish.INSTALL);
    }

    static Promotion promotion(String version, String manifests, Finish finish) {
        return new Promotion(
                "kube-info-" + version,
                ARO_MESH,
                ROSA_MESH,
                SERVICE,
                new Release(version, new TreeMap<>(Map.of("kube-info", IMAGE)), manifests),
                List.of(
                        new RampStep(RampStep.Kind.MIRROR, 100, Duration.ofMinutes(1)),
                        new RampStep(RampStep.Kind.WEIGHT, 25, Duration.ofMinutes(1))),
                finish,
                List.of(new Gate.Probe("/info", 10, 99, Duration.ZERO)),
                true);
    }

    ReleaseFiles files(StepContext context, Promotion promotion) {
        return ReleaseFiles.read(
                promotion,
                folder.resolve("promotion.yaml"),
                System.getenv("PATH"),
                context.settings().cancellation());
    }

    PromotionScene scene(StepContext context) {
        return new PromotionScene(context, promotion(), files(context, promotion()));
    }

    ReleaseSet set(StepContext context) {
        return new ReleaseSet(context, production(context), SERVICE);
    }

    static Mesh production(StepContext context) {
        return context.whole().mesh(ROSA_MESH).orElseThrow();
    }

    Snapshots snapshots(StepContext context) {
        Mesh mesh = production(context);
        return new Snapshots(context.sessionFor(mesh), context.whole().name(), mesh, SERVICE);
    }

    /** What the work says, done by a run of its own. */
    <T> T doing(Function<StepContext, T> work) {
        List<T> said = new ArrayList<>();
        busy().run(step(context -> said.add(work.apply(context)))).requireOk();
        return said.get(0);
    }

    StepHarness busy() {
        return harness().hooked(istiods().then(ready()));
    }

    static Step step(Function<StepContext, ?> work) {
        return new Step() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public StepReport run(StepContext context) {
                work.apply(context);
                return StepReport.of("test");
            }
        };
    }

    /** Deployments that have their pods at once. */
    RunHook ready() {
        return new RunHook() {
            @Override
            public void afterWrite(String cluster, Change change) {
                boolean there =
                        change.object().type().equals(ResourceTypes.DEPLOYMENT)
                                && clusters.raw(cluster).has(change.object());
                if (there) {
                    makeReady(clusters.raw(cluster), change.object());
                }
            }
        };
    }

    /** As the controller of Deployments says that all pods are there. */
    static void makeReady(RawCluster cluster, ObjectRef deployment) {
        Object pods = cluster.get(deployment).value("spec", "replicas").orElse(1);
        cluster.mergeStatus(
                deployment,
                Map.of(
                        "observedGeneration", 999,
                        "replicas", pods,
                        "updatedReplicas", pods,
                        "readyReplicas", pods,
                        "availableReplicas", pods));
    }

    /** All of what its author wrote. */
    static String spec(ClusterObject object) {
        Map<String, Object> content = new TreeMap<>(object.tree());
        content.keySet().removeAll(List.of("metadata", "status"));
        return CanonicalJson.of(content);
    }

    ManifestSource source() {
        return new ManifestSource(List.of(folder.resolve("release")), "", System.getenv("PATH"));
    }
}
