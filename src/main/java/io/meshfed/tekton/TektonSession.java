package io.meshfed.tekton;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.tekton.client.TektonClient;
import io.fabric8.tekton.v1.Pipeline;
import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.ClientSession;
import io.meshfed.cluster.json.Json;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * A conversation about runs with the Tekton of one cluster, in one namespace. Pipelines are read by
 * the client's types; runs are trees, because those types turn an object among params and results
 * into an empty text.
 */
public final class TektonSession implements AutoCloseable {

    private static final String RUN_LABEL = "tekton.dev/pipelineRun";

    private final ClientSession session;
    private final TektonClient tekton;
    private final String namespace;

    public TektonSession(ClientSession session, String namespace) {
        this.session = requireNonNull(session);
        this.namespace = NameCheck.namespace(namespace);
        this.tekton = session.client().adapt(TektonClient.class);
    }

    public String namespace() {
        return namespace;
    }

    /** Name of the kubeconfig context. */
    public String context() {
        return session.context();
    }

    String where() {
        return session.where();
    }

    Cancellation cancellation() {
        return session.cancellation();
    }

    public SortedMap<String, Integer> requests() {
        return session.requests();
    }

    /** By name. */
    public List<PipelineDefinition> pipelines() {
        return session
                .read(
                        TektonKinds.may("list", TektonKinds.PIPELINE, namespace, ""),
                        () -> tekton.v1().pipelines().inNamespace(namespace).list().getItems())
                .stream()
                .map(PipelineDefinition::of)
                .sorted(Comparator.comparing(PipelineDefinition::name))
                .toList();
    }

    Optional<PipelineDefinition> pipeline(String name) {
        NameCheck.object(TektonKinds.PIPELINE.kind(), name);
        Optional<Pipeline> found =
                session.read(
                        TektonKinds.may("get", TektonKinds.PIPELINE, namespace, name),
                        () ->
                                Optional.ofNullable(
                                        tekton.v1()
                                                .pipelines()
                                                .inNamespace(namespace)
                                                .withName(name)
                                                .get()));
        return found.map(PipelineDefinition::of);
    }

    /** Newest first, without their tasks. */
    public List<RunState> runs() {
        return list(TektonKinds.RUN, new ListOptions()).trees().stream()
                .sorted(
                        Comparator.comparing(
                                        (Map<String, Object> run) ->
                                                RunReader.text(
                                                        run, "metadata", "creationTimestamp"))
                                .reversed()
                                .thenComparing(run -> RunReader.text(run, "metadata", "name")))
                .map(run -> RunReader.read(run, List.of()))
                .toList();
    }

    /** As it is now, with its tasks. */
    public Optional<RunState> run(String name) {
        Optional<Map<String, Object>> run = tree(TektonKinds.RUN, name);
        return run.map(tree -> RunReader.read(tree, children(tree, taskRuns(name).trees())));
    }

    /** TaskRuns and what stands in their place: CustomRuns are few, and asked for one by one. */
    List<Map<String, Object>> children(
            Map<String, Object> run, List<Map<String, Object>> taskRuns) {
        List<Map<String, Object>> children = new ArrayList<>(taskRuns);
        for (Map<String, Object> child : Trees.objects(run, "status", "childReferences")) {
            String name = RunReader.text(child, "name");
            boolean custom = RunReader.text(child, "kind").equals(TektonKinds.CUSTOM_RUN.kind());
            if (custom && NameCheck.good(name)) {
                tree(TektonKinds.CUSTOM_RUN, name).ifPresent(children::add);
            }
        }
        return children;
    }

    /** Objects, and the version from which a watch goes on. */
    record Listed(String version, List<Map<String, Object>> trees) {}

    Listed runNamed(String name) {
        return list(TektonKinds.RUN, runOptions(name));
    }

    Listed taskRuns(String run) {
        return list(TektonKinds.TASK_RUN, taskRunOptions(run));
    }

    Watch watchRun(String name, String since, Watcher<GenericKubernetesResource> watcher) {
        return watch(TektonKinds.RUN, runOptions(name), since, watcher);
    }

    Watch watchTaskRuns(String run, String since, Watcher<GenericKubernetesResource> watcher) {
        return watch(TektonKinds.TASK_RUN, taskRunOptions(run), since, watcher);
    }

    private static ListOptions runOptions(String name) {
        String run = NameCheck.object(TektonKinds.RUN.kind(), name);
        return new ListOptionsBuilder().withFieldSelector("metadata.name=" + run).build();
    }

    private static ListOptions taskRunOptions(String run) {
        String name = NameCheck.object(TektonKinds.RUN.kind(), run);
        return new ListOptionsBuilder().withLabelSelector(RUN_LABEL + "=" + name).build();
    }

    private Listed list(ResourceType type, ListOptions options) {
        GenericKubernetesResourceList list =
                session.read(
                        TektonKinds.may("list", type, namespace, ""),
                        () -> resources(type).list(options));
        return new Listed(
                list.getMetadata().getResourceVersion(),
                list.getItems().stream().map(TektonSession::tree).toList());
    }

    private Watch watch(
            ResourceType type,
            ListOptions options,
            String since,
            Watcher<GenericKubernetesResource> watcher) {
        options.setResourceVersion(since);
        return session.read(
                TektonKinds.may("watch", type, namespace, ""),
                () -> resources(type).watch(options, watcher));
    }

    private Optional<Map<String, Object>> tree(ResourceType type, String name) {
        return session.read(
                        TektonKinds.may("get", type, namespace, name),
                        () -> Optional.ofNullable(one(type, name).get()))
                .map(TektonSession::tree);
    }

    /** Starts the run, once, however many answers are lost. */
    RunState create(RunManifest manifest) {
        GenericKubernetesResource wanted =
                session.client()
                        .getKubernetesSerialization()
                        .convertValue(manifest.tree(), GenericKubernetesResource.class);
        GenericKubernetesResource made =
                session.create(
                        TektonKinds.may("create", TektonKinds.RUN, namespace, ""),
                        () -> resources(TektonKinds.RUN).resource(wanted).create(),
                        () -> made(manifest));
        return RunReader.read(tree(made), List.of());
    }

    private Optional<GenericKubernetesResource> made(RunManifest manifest) {
        return session.read(
                        TektonKinds.may("get", TektonKinds.RUN, namespace, manifest.name()),
                        () -> Optional.ofNullable(one(TektonKinds.RUN, manifest.name()).get()))
                .filter(
                        found ->
                                manifest.id()
                                        .equals(
                                                RunReader.text(
                                                        tree(found),
                                                        "metadata",
                                                        "labels",
                                                        RunManifest.ID_LABEL)));
    }

    /** Asks Tekton to end the run; asking twice does no more. */
    RunState end(String name, CancelMode mode) {
        String patch = Json.write(Map.of("spec", Map.of("status", mode.word())));
        GenericKubernetesResource now =
                session.read(
                        TektonKinds.may("patch", TektonKinds.RUN, namespace, name),
                        () ->
                                one(TektonKinds.RUN, name)
                                        .patch(PatchContext.of(PatchType.JSON_MERGE), patch));
        return RunReader.read(tree(now), List.of());
    }

    /**
     * Reads the log of one container line by line.
     *
     * @param opened is given what hangs up
     */
    void log(LogQuery query, Consumer<String> line, Consumer<Runnable> opened) {
        session.lines(
                TektonKinds.mayReadLog(namespace, query.pod()),
                query.path(namespace),
                line,
                opened);
    }

    private Resource<GenericKubernetesResource> one(ResourceType type, String name) {
        return resources(type).withName(NameCheck.object(type.kind(), name));
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource,
                    GenericKubernetesResourceList,
                    Resource<GenericKubernetesResource>>
            resources(ResourceType type) {
        MixedOperation<
                        GenericKubernetesResource,
                        GenericKubernetesResourceList,
                        Resource<GenericKubernetesResource>>
                all = session.client().genericKubernetesResources(TektonKinds.definition(type));
        return all.inNamespace(namespace);
    }

    /** The whole object as a tree, with as much of its metadata as anybody here asks for. */
    static Map<String, Object> tree(GenericKubernetesResource resource) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        put(metadata, "name", resource.getMetadata().getName());
        put(metadata, "namespace", resource.getMetadata().getNamespace());
        put(metadata, "uid", resource.getMetadata().getUid());
        put(metadata, "creationTimestamp", resource.getMetadata().getCreationTimestamp());
        put(metadata, "labels", resource.getMetadata().getLabels());
        Map<String, Object> tree = new LinkedHashMap<>(resource.getAdditionalProperties());
        put(tree, "kind", resource.getKind());
        tree.put("metadata", metadata);
        return tree;
    }

    private static void put(Map<String, Object> tree, String key, Object value) {
        if (value != null) {
            tree.put(key, value);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
