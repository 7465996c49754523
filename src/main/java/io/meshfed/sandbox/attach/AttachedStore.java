package io.meshfed.sandbox.attach;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.Json;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.mesh.Kinds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;

/**
 * What a real API server keeps, as the controllers of the sandbox see it: so the same controllers
 * run behind a real one, over HTTP. They read what their informers have heard of, and only in their
 * territory. A status that could not be written is written when the server is back.
 */
public final class AttachedStore implements ObjectStore, AutoCloseable {

    private static final int ATTEMPTS = 10;

    /** A status that the server has not got yet. */
    private record Owed(ResourceType type, String namespace, String name) {}

    private final RestApi api;
    private final Territory territory;
    private final Map<ResourceType, Informer> informers = new LinkedHashMap<>();
    private final List<Consumer<ObjectEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Owed, Map<String, Object>> owed = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;
    private final Newcomers newcomers;

    AttachedStore(RestApi api, Territory territory) {
        this(api, territory, Newcomers.Reception.LEFT_ALONE);
    }

    AttachedStore(RestApi api, Territory territory, Newcomers.Reception reception) {
        this.api = api;
        this.territory = territory;
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, api.cluster() + "-informers");
                            thread.setDaemon(true);
                            return thread;
                        });
        for (ResourceType type : FollowedKinds.ALL) {
            Informer informer = new Informer(api, type, new Ears(), timer);
            if (informer.fill()) {
                informers.put(type, informer);
            }
        }
        this.newcomers =
                new Newcomers(api, territory, reception, informers.get(Kinds.NAMESPACE).list(""));
        // Each asks others whose an object is: all have to know what is there.
        informers.values().forEach(Informer::start);
    }

    private final class Ears implements Informer.Listener {

        @Override
        public void changed(ObjectEvent event) {
            if (mine(event.type(), event.object())) {
                tell(event);
            }
            if (event.type().equals(Kinds.NAMESPACE)) {
                namespaceChanged(event);
            }
        }

        @Override
        public void resumed(ResourceType type) {
            if (type.equals(Kinds.NAMESPACE)) {
                timer.execute(AttachedStore.this::receive);
            }
            for (Owed each : List.copyOf(owed.keySet())) {
                Map<String, Object> status = owed.get(each);
                if (each.type().equals(type) && status != null && owed.remove(each, status)) {
                    putStatus(type, each.namespace(), each.name(), status);
                }
            }
        }
    }

    private void tell(ObjectEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    private void namespaceChanged(ObjectEvent event) {
        if (event.kind() == ObjectEvent.Kind.DELETED) {
            newcomers.gone(event.object());
        } else if (newcomers.joins(event.object())) {
            String joined = Trees.text(event.object(), "metadata", "name").orElse("");
            informers.forEach(
                    (type, informer) ->
                            informer.list(joined)
                                    .forEach(
                                            object ->
                                                    tell(
                                                            new ObjectEvent(
                                                                    ObjectEvent.Kind.ADDED,
                                                                    type,
                                                                    object))));
        } else {
            timer.execute(this::receive);
        }
    }

    /** Not on the thread of an informer: it must go on hearing of what this brings about. */
    private void receive() {
        newcomers.receive(informers.get(Kinds.NAMESPACE).list(""));
    }

    private boolean mine(ResourceType type, Map<String, Object> object) {
        return Territory.marksItself(type)
                ? territory.owns(object)
                : mine(Trees.text(object, "metadata", "namespace").orElse(""));
    }

    private boolean mine(String namespace) {
        return informers
                .get(Kinds.NAMESPACE)
                .get("", namespace)
                .filter(territory::owns)
                .isPresent();
    }

    @Override
    public Optional<Map<String, Object>> get(ResourceType type, String namespace, String name) {
        return Optional.ofNullable(informers.get(type))
                .flatMap(informer -> informer.get(namespace, name))
                .filter(object -> mine(type, object));
    }

    @Override
    public List<Map<String, Object>> list(ResourceType type, String namespace) {
        return Optional.ofNullable(informers.get(type))
                .map(informer -> informer.list(namespace))
                .orElse(List.of())
                .stream()
                .filter(object -> mine(type, object))
                .toList();
    }

    /**
     * @throws FederationException when the server is away or refuses, or the namespace is not ours
     */
    @Override
    public Map<String, Object> put(Map<String, Object> object) {
        String kind = Trees.text(object, "kind").orElseThrow();
        Optional<ResourceType> type =
                informers.keySet().stream().filter(each -> each.kind().equals(kind)).findFirst();
        if (type.isEmpty()) {
            // A kind that is not served has nobody who asks for it.
            return object;
        }
        if (Territory.marksItself(type.get())) {
            return put(type.get(), object, ATTEMPTS);
        }
        String namespace = Trees.text(object, "metadata", "namespace").orElse("");
        if (!mine(namespace)) {
            throw foreign("namespace", namespace);
        }
        return put(type.get(), object, ATTEMPTS);
    }

    private FederationException foreign(String what, String name) {
        return new FederationException(
                ErrorClass.PRECOND,
                "%s '%s' in cluster '%s' is not the sandbox's".formatted(what, name, api.cluster()),
                "");
    }

    /** What belongs to no namespace keeps the sign that we made it, or that somebody else did. */
    private Map<String, Object> marked(
            ResourceType type, Map<String, Object> object, Map<String, Object> live) {
        if (!Territory.marksItself(type)) {
            return object;
        }
        if (!live.isEmpty() && !territory.owns(live)) {
            throw foreign(type.kind(), Trees.text(object, "metadata", "name").orElse(""));
        }
        return live.isEmpty() || territory.made(live)
                ? territory.created(object)
                : territory.marked(object);
    }

    private Map<String, Object> put(ResourceType type, Map<String, Object> object, int attempts) {
        String namespace = Trees.text(object, "metadata", "namespace").orElse("");
        String name = Trees.text(object, "metadata", "name").orElseThrow();
        String path = RestApi.path(type, namespace, name);
        Answer live = api.get(path);
        boolean there = !live.missing();
        Map<String, Object> before = there ? live.requireOk().tree() : Map.of();
        Map<String, Object> next = Replacement.of(marked(type, object, before), before);
        Answer answer =
                there
                        ? send("PUT", path, next)
                        : send("POST", RestApi.collection(type, namespace), next);
        // Somebody else was faster, or the answer to our own first try was lost.
        if (answer.status() == Answer.CONFLICT && attempts > 1) {
            return put(type, object, attempts - 1);
        }
        Map<String, Object> stored = stored(type, answer);
        if (!there && object.containsKey("status")) {
            putStatus(type, namespace, name, Trees.object(object.get("status")));
        }
        return stored;
    }

    private Answer send(String method, String path, Map<String, Object> body) {
        return api.send(method, path, RestApi.JSON, Json.write(body));
    }

    private Map<String, Object> stored(ResourceType type, Answer answer) {
        Map<String, Object> object = answer.requireOk().tree();
        informers.get(type).keep(object);
        return object;
    }

    @Override
    public void putStatus(
            ResourceType type, String namespace, String name, Map<String, Object> status) {
        Optional<Map<String, Object>> live = get(type, namespace, name);
        Map<String, Object> wanted = Json.copy(status);
        Owed key = new Owed(type, namespace, name);
        owed.remove(key);
        if (live.isEmpty() || wanted.equals(live.get().get("status"))) {
            return;
        }
        Map<String, Object> replace = new LinkedHashMap<>();
        replace.put("op", "add");
        replace.put("path", "/status");
        replace.put("value", wanted);
        try {
            Answer answer =
                    api.send(
                            "PATCH",
                            RestApi.path(type, namespace, name) + "/status",
                            "application/json-patch+json",
                            Json.write(List.of(replace)));
            if (!answer.missing()) {
                stored(type, answer);
            }
        } catch (FederationException failed) {
            if (failed.errorClass() != ErrorClass.TRANSIENT) {
                throw failed;
            }
            owed.put(key, wanted);
        }
    }

    /** Nothing happens when it is gone already. */
    @Override
    public void delete(ResourceType type, String namespace, String name) {
        if (get(type, namespace, name).isEmpty()) {
            return;
        }
        Answer answer =
                api.send(
                        "DELETE",
                        RestApi.path(type, namespace, name),
                        RestApi.JSON,
                        """
                        {"apiVersion":"v1","kind":"DeleteOptions","gracePeriodSeconds":0}""");
        if (!answer.missing()) {
            answer.requireOk();
        }
    }

    @Override
    public Subscription onChange(Consumer<ObjectEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Nobody hears of anything any more when this returns; what is stored stays. */
    @Override
    public void close() {
        listeners.clear();
        informers.values().forEach(Informer::stop);
        informers.values().forEach(Informer::close);
        timer.shutdownNow();
    }
}
