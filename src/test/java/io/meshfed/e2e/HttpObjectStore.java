package io.meshfed.e2e;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.mesh.Kinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What a real API server keeps, as the controllers of the sandbox see it: so the same controllers
 * run behind a real one, over HTTP. They read what their informers have heard of.
 */
final class HttpObjectStore implements ObjectStore, AutoCloseable {

    private static final int ATTEMPTS = 10;
    private static final String JSON = "application/json";
    private static final List<ResourceType> FOLLOWED =
            List.of(
                    Kinds.NAMESPACE,
                    Kinds.NODE,
                    Kinds.CONFIG_MAP,
                    Kinds.SERVICE,
                    Kinds.SERVICE_ACCOUNT,
                    Kinds.POD,
                    Kinds.DEPLOYMENT,
                    Kinds.CONTROL_PLANE,
                    Kinds.MEMBER_ROLL,
                    Kinds.PEER,
                    Kinds.EXPORT_SET,
                    Kinds.IMPORT_SET);

    private final RestApi api;
    private final Map<ResourceType, Informer> informers = new LinkedHashMap<>();
    private final List<Consumer<ObjectEvent>> listeners = new CopyOnWriteArrayList<>();

    HttpObjectStore(RestApi api) {
        this.api = api;
        for (ResourceType type : FOLLOWED) {
            Informer informer = new Informer(api, type, this::announce);
            if (informer.start()) {
                informers.put(type, informer);
            }
        }
    }

    private void announce(ObjectEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    @Override
    public Optional<Map<String, Object>> get(ResourceType type, String namespace, String name) {
        return Optional.ofNullable(informers.get(type))
                .flatMap(informer -> informer.get(namespace, name));
    }

    @Override
    public List<Map<String, Object>> list(ResourceType type, String namespace) {
        return Optional.ofNullable(informers.get(type))
                .map(informer -> informer.list(namespace))
                .orElse(List.of());
    }

    @Override
    public Map<String, Object> put(Map<String, Object> object) {
        ResourceType type = type(object);
        if (type.equals(Kinds.SERVICE)) {
            return put(type, withoutAddress(object), ATTEMPTS);
        }
        // A kind that is not served has nobody who asks for it.
        return informers.containsKey(type) ? put(type, object, ATTEMPTS) : object;
    }

    private static ResourceType type(Map<String, Object> object) {
        String kind = Trees.text(object, "kind").orElseThrow();
        return FOLLOWED.stream()
                .filter(type -> type.kind().equals(kind))
                .findFirst()
                .orElse(Kinds.CLUSTER_VERSION);
    }

    /** The API server gives out the addresses of its own range. */
    private static Map<String, Object> withoutAddress(Map<String, Object> service) {
        Map<String, Object> spec = new LinkedHashMap<>(Trees.object(service.get("spec")));
        spec.remove("clusterIP");
        spec.remove("clusterIPs");
        Map<String, Object> copy = new LinkedHashMap<>(service);
        copy.put("spec", spec);
        return copy;
    }

    private Map<String, Object> put(ResourceType type, Map<String, Object> object, int attempts) {
        String namespace = Trees.text(object, "metadata", "namespace").orElse("");
        String name = Trees.text(object, "metadata", "name").orElseThrow();
        RestApi.Answer live = api.get(RestApi.collection(type, namespace) + "/" + name);
        boolean there = live.ok();
        RestApi.Answer answer =
                there
                        ? api.send(
                                "PUT",
                                RestApi.collection(type, namespace) + "/" + name,
                                JSON,
                                Json.write(replacing(object, live.tree())))
                        : api.send(
                                "POST",
                                RestApi.collection(type, namespace),
                                JSON,
                                Json.write(fresh(object)));
        if (answer.status() == 409 && attempts > 1) {
            return put(type, object, attempts - 1);
        }
        Map<String, Object> stored = stored(type, name, answer);
        if (!there && object.containsKey("status")) {
            putStatus(type, namespace, name, Trees.object(object.get("status")));
        }
        return stored;
    }

    private Map<String, Object> stored(ResourceType type, String name, RestApi.Answer answer) {
        if (!answer.ok()) {
            throw new IllegalStateException(
                    "%s %s: %d %s".formatted(type.kind(), name, answer.status(), answer.body()));
        }
        informers.get(type).keep(answer.tree());
        return answer.tree();
    }

    private static Map<String, Object> fresh(Map<String, Object> object) {
        return replacing(object, Map.of());
    }

    private static Map<String, Object> replacing(
            Map<String, Object> wanted, Map<String, Object> live) {
        Map<String, Object> metadata = new LinkedHashMap<>(Trees.object(wanted.get("metadata")));
        metadata.keySet().removeAll(List.of("uid", "resourceVersion", "managedFields"));
        Trees.text(live, "metadata", "resourceVersion")
                .ifPresent(version -> metadata.put("resourceVersion", version));
        Map<String, Object> next = new LinkedHashMap<>(wanted);
        next.put("metadata", metadata);
        return next;
    }

    @Override
    public void putStatus(
            ResourceType type, String namespace, String name, Map<String, Object> status) {
        Optional<Map<String, Object>> live = get(type, namespace, name);
        if (live.isEmpty() || asStored(status).equals(live.get().get("status"))) {
            return;
        }
        Map<String, Object> replace = new LinkedHashMap<>();
        replace.put("op", "add");
        replace.put("path", "/status");
        replace.put("value", status);
        RestApi.Answer answer =
                api.send(
                        "PATCH",
                        RestApi.collection(type, namespace) + "/" + name + "/status",
                        "application/json-patch+json",
                        "[" + Json.write(replace) + "]");
        if (answer.status() != 404) {
            stored(type, name, answer);
        }
    }

    private static Map<String, Object> asStored(Map<String, Object> tree) {
        try {
            return Json.readObject(Json.write(tree).getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void delete(ResourceType type, String namespace, String name) {
        api.send(
                "DELETE",
                RestApi.collection(type, namespace) + "/" + name,
                JSON,
                """
                {"apiVersion":"v1","kind":"DeleteOptions","gracePeriodSeconds":0}""");
    }

    @Override
    public Subscription onChange(Consumer<ObjectEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        informers.values().forEach(Informer::close);
    }
}
