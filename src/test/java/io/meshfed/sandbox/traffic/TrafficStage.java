package io.meshfed.sandbox.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.DirectApi;
import io.meshfed.sandbox.api.Json;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.mesh.BackOff;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.MeshWorld;
import io.meshfed.sandbox.mesh.Outlets;
import io.meshfed.sandbox.mesh.Platform;
import io.meshfed.sandbox.mesh.VirtualClock;
import io.meshfed.sandbox.mesh.WorldOptions;
import io.meshfed.sandbox.pki.CertificateAuthority;
import io.meshfed.sandbox.workload.WorkloadControllers;
import io.meshfed.testing.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Clusters in virtual time and without sockets, to which a test applies manifests. */
final class TrafficStage {

    private static final List<ResourceType> TYPES =
            List.of(
                    Kinds.NAMESPACE,
                    Kinds.NODE,
                    Kinds.CONFIG_MAP,
                    Kinds.SERVICE,
                    Kinds.DEPLOYMENT,
                    Kinds.JOB,
                    Kinds.ROUTE,
                    Kinds.SUBSCRIPTION,
                    Kinds.OPERATOR_GROUP,
                    Kinds.CONTROL_PLANE,
                    Kinds.MEMBER_ROLL,
                    Kinds.PEER,
                    Kinds.EXPORT_SET,
                    Kinds.IMPORT_SET,
                    Kinds.GATEWAY,
                    Kinds.VIRTUAL_SERVICE,
                    Kinds.DESTINATION_RULE);

    /** Made once: keys are slow. */
    private static final Map<String, String> ROOTS = new TreeMap<>();

    final VirtualClock clock = new VirtualClock();
    final MeshWorld world;
    final Traffic traffic;
    final List<String> log = new ArrayList<>();
    private final Map<String, DirectApi> apis = new LinkedHashMap<>();

    TrafficStage(Platform platform) {
        world =
                new MeshWorld(
                        clock,
                        new WorldOptions(
                                1,
                                BackOff.exponential(new Random(7)),
                                TrafficStage::root,
                                "p%04d"::formatted,
                                platform));
        traffic =
                new Traffic(
                        world,
                        clock,
                        key -> key.namespace().replace("-istio-system", ""),
                        (cluster, namespace, pod, container, line) ->
                                log.add(namespace + "/" + container + " " + line));
        WorkloadControllers workloads = new WorkloadControllers(clock);
        for (String cluster : List.of("aro", "rosa")) {
            DirectApi api = DirectApi.of(cluster, clock::now);
            apis.put(cluster, api);
            world.add(cluster, Outlets.Flavour.of(cluster), api.store());
            workloads.run(cluster, api.store());
            traffic.add(cluster, api.store());
        }
    }

    private static String root(String name) {
        synchronized (ROOTS) {
            return ROOTS.computeIfAbsent(name, n -> CertificateAuthority.create(n).pem());
        }
    }

    ObjectStore store(String cluster) {
        return apis.get(cluster).store();
    }

    /** All documents of a manifest, by server-side apply. */
    void apply(String cluster, String yaml) {
        Yaml.all(yaml).forEach(object -> apply(cluster, object));
    }

    private void apply(String cluster, Map<String, Object> object) {
        ResourceType type = type(Trees.text(object, "kind").orElseThrow());
        DirectApi.Answer answer =
                apis.get(cluster)
                        .send(
                                "PATCH",
                                path(
                                                type,
                                                Trees.text(object, "metadata", "namespace")
                                                        .orElse(""),
                                                Trees.text(object, "metadata", "name")
                                                        .orElseThrow())
                                        + "?fieldManager=test&force=true",
                                "application/apply-patch+yaml",
                                Json.write(object));
        assertEquals(2, answer.status() / 100, () -> new String(answer.body()));
    }

    void delete(String cluster, String kind, String namespace, String name) {
        store(cluster).delete(type(kind), namespace, name);
    }

    void scale(String cluster, String namespace, String deployment, int replicas) {
        DirectApi.Answer answer =
                apis.get(cluster)
                        .send(
                                "PATCH",
                                path(Kinds.DEPLOYMENT, namespace, deployment) + "/scale",
                                "application/merge-patch+json",
                                "{\"spec\":{\"replicas\":%d}}".formatted(replicas));
        assertEquals(200, answer.status(), () -> new String(answer.body()));
    }

    private static ResourceType type(String kind) {
        return TYPES.stream().filter(each -> each.kind().equals(kind)).findFirst().orElseThrow();
    }

    private static String path(ResourceType type, String namespace, String name) {
        return (type.group().isEmpty() ? "/api/" : "/apis/")
                + type.apiVersion()
                + (type.namespaced() ? "/namespaces/" + namespace : "")
                + "/"
                + type.plural()
                + "/"
                + name;
    }

    /** What was applied has reached everybody, and what was to start runs. */
    void settle() {
        clock.advance(Duration.ofSeconds(30));
    }

    Answer get(String host, String path) {
        return traffic.answer(new Inbound("GET", host, path, "", Map.of("host", host)));
    }

    /** How many of so many requests for {@code /info} were answered by whom, or how not. */
    Map<String, Integer> answers(String host, int count) {
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            answers.merge(name(get(host, "/info")), 1, Integer::sum);
        }
        return answers;
    }

    static String name(Answer answer) {
        return answer.status() == 200
                ? Trees.text(Json.object(new String(answer.body())), "mesh").orElse("")
                : "%d %s".formatted(answer.status(), answer.flags()).strip();
    }
}
