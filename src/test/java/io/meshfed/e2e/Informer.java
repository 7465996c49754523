package io.meshfed.e2e;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All objects of one kind, kept current by a watch, as a controller's informer keeps them. */
final class Informer implements AutoCloseable {

    private final RestApi api;
    private final ResourceType type;
    private final Consumer<ObjectEvent> listener;
    private final Map<String, Map<String, Object>> objects = new TreeMap<>();
    private final Thread thread;
    private String version = "";
    private volatile boolean closed;

    Informer(RestApi api, ResourceType type, Consumer<ObjectEvent> listener) {
        this.api = api;
        this.type = type;
        this.listener = listener;
        this.thread = new Thread(this::follow, "informer-" + type.plural());
        thread.setDaemon(true);
    }

    /** False when the kind is not served; then there is nothing to follow. */
    boolean start() {
        RestApi.Answer answer = api.get(RestApi.collection(type, ""));
        if (answer.status() == 404) {
            return false;
        }
        Map<String, Object> list = answer.tree();
        for (Map<String, Object> item : Trees.objects(list, "items")) {
            item.put("apiVersion", type.apiVersion());
            item.put("kind", type.kind());
            keep(item);
        }
        version = Trees.text(list, "metadata", "resourceVersion").orElseThrow();
        thread.start();
        return true;
    }

    synchronized Optional<Map<String, Object>> get(String namespace, String name) {
        return Optional.ofNullable(objects.get(namespace + "/" + name));
    }

    synchronized List<Map<String, Object>> list(String namespace) {
        return objects.entrySet().stream()
                .filter(e -> namespace.isEmpty() || e.getKey().startsWith(namespace + "/"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** What a write answered is known before the watch tells of it; an older state is not news. */
    synchronized void keep(Map<String, Object> object) {
        objects.merge(key(object), object, (old, next) -> age(next) >= age(old) ? next : old);
    }

    private static long age(Map<String, Object> object) {
        return Long.parseLong(Trees.text(object, "metadata", "resourceVersion").orElse("0"));
    }

    private static String key(Map<String, Object> object) {
        return Trees.text(object, "metadata", "namespace").orElse("")
                + "/"
                + Trees.text(object, "metadata", "name").orElseThrow();
    }

    private void follow() {
        while (!closed) {
            String path = RestApi.collection(type, "") + "?watch=true&resourceVersion=" + version;
            try (Stream<String> lines = api.watch(path)) {
                lines.forEach(this::took);
            } catch (IOException | RuntimeException ended) {
                // The server ends each watch after some minutes: it is opened again.
                continue;
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void took(String line) {
        Map<String, Object> event;
        try {
            event = Json.readObject(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException notJson) {
            throw new IllegalStateException(line, notJson);
        }
        Map<String, Object> object = Trees.object(event.get("object"));
        String what = Trees.text(event, "type").orElse("").toUpperCase(Locale.ROOT);
        if (what.equals("ERROR") || closed) {
            throw new IllegalStateException(line);
        }
        version = Trees.text(object, "metadata", "resourceVersion").orElse(version);
        ObjectEvent.Kind kind = ObjectEvent.Kind.valueOf(what);
        if (kind == ObjectEvent.Kind.DELETED) {
            synchronized (this) {
                objects.remove(key(object));
            }
        } else {
            keep(object);
        }
        listener.accept(new ObjectEvent(kind, type, object));
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
