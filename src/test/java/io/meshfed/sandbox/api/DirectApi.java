package io.meshfed.sandbox.api;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ResourceType;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * An embedded API server without a socket, a thread or a clock of its own: whoever asks has the
 * answer, and everybody has heard of the change, when the call returns.
 */
public final class DirectApi {

    private static final User ADMIN = User.admin("meshfed", "").authenticated();

    private final ApiCore core;
    private final List<Consumer<Stored>> listeners = new CopyOnWriteArrayList<>();
    private final List<Stored> history = new ArrayList<>();
    private final SortedMap<String, Stored> latest = new TreeMap<>();

    public DirectApi(ApiServerOptions options) {
        core = new ApiCore(options);
        core.storage().listen(this::stored);
    }

    public static DirectApi of(String cluster, InstantSource clock) {
        return new DirectApi(ApiServerOptions.of(cluster).withClock(clock));
    }

    /** What an API server says to one request. */
    public record Answer(int status, String contentType, byte[] body) {

        public Answer {
            requireNonNull(contentType);
            requireNonNull(body);
        }
    }

    /**
     * One version of an object. The trees are the server's own and never change.
     *
     * @param before empty when the object was created
     * @param after empty when it was deleted
     */
    public record Stored(
            ResourceType type,
            String namespace,
            String name,
            Map<String, Object> before,
            Map<String, Object> after) {

        /** {@code configmaps east/west-ca-root-cert}, the same for all versions of an object. */
        public String key() {
            return "%s %s/%s".formatted(type.qualifiedPlural(), namespace, name);
        }
    }

    /** Asks with all rights. */
    public Answer send(String method, String path, String contentType, String body) {
        String[] parts = path.split("\\?", 2);
        Request request =
                new Request(
                        method,
                        parts[0],
                        Request.query(parts.length > 1 ? parts[1] : null),
                        "",
                        contentType,
                        "meshfed",
                        ADMIN,
                        body.getBytes(StandardCharsets.UTF_8));
        Reply reply = served(request);
        if (reply instanceof Reply.Body whole) {
            return new Answer(whole.code(), whole.contentType(), whole.bytes());
        }
        throw new IllegalArgumentException("an answer without an end: " + path);
    }

    private Reply served(Request request) {
        try {
            return core.router().serve(request);
        } catch (ApiError refused) {
            return Reply.error(refused);
        }
    }

    /** The collection and, for one object, its name, as {@link Stored#key()} begins. */
    public static Optional<String> keyOf(String path) {
        return ApiPath.parse(path.split("\\?", 2)[0])
                .map(
                        at ->
                                "%s %s/%s"
                                        .formatted(
                                                at.group().isEmpty()
                                                        ? at.plural()
                                                        : at.plural() + "." + at.group(),
                                                at.namespace(),
                                                at.name()));
    }

    /** The name of the one object that a path is about. */
    public static Optional<String> nameIn(String path) {
        return ApiPath.parse(path.split("\\?", 2)[0]).map(ApiPath::name).filter(n -> !n.isEmpty());
    }

    /** Calls back inside each write. */
    public void onChange(Consumer<Stored> listener) {
        listeners.add(listener);
    }

    /** Every change since the server began, in order. */
    public List<Stored> history() {
        return Collections.unmodifiableList(history);
    }

    /** The last version of everything that was stored since the server began, by its key. */
    public SortedMap<String, Stored> latest() {
        return Collections.unmodifiableSortedMap(latest);
    }

    /** The server's reply with other elements, as an older list would have had. */
    public static byte[] listWith(byte[] list, Collection<Map<String, Object>> items) {
        Map<String, Object> tree = new LinkedHashMap<>(Json.object(text(list)));
        tree.put(
                "items",
                items.stream()
                        .map(
                                item -> {
                                    Map<String, Object> plain = new LinkedHashMap<>(item);
                                    plain.remove("apiVersion");
                                    plain.remove("kind");
                                    return plain;
                                })
                        .toList());
        return Json.bytes(tree);
    }

    public static byte[] bytes(Map<String, Object> object) {
        return Json.bytes(object);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** For controllers; they too hear of a change inside the write. */
    public ObjectStore store() {
        return new Synchronous(core);
    }

    private void stored(Storage.Change change) {
        boolean deleted = change.kind() == ObjectStore.ObjectEvent.Kind.DELETED;
        Stored stored =
                new Stored(
                        change.type(),
                        change.key().namespace(),
                        change.key().name(),
                        change.before(),
                        deleted ? Map.of() : change.object());
        history.add(stored);
        if (deleted) {
            latest.remove(stored.key());
        } else {
            latest.put(stored.key(), stored);
        }
        listeners.forEach(listener -> listener.accept(stored));
    }

    private record Synchronous(ApiCore core) implements ObjectStore {

        @Override
        public Optional<Map<String, Object>> get(ResourceType type, String namespace, String name) {
            return core.store().get(type, namespace, name);
        }

        @Override
        public List<Map<String, Object>> list(ResourceType type, String namespace) {
            return core.store().list(type, namespace);
        }

        @Override
        public Map<String, Object> put(Map<String, Object> object) {
            return core.store().put(object);
        }

        @Override
        public void putStatus(
                ResourceType type, String namespace, String name, Map<String, Object> status) {
            core.store().putStatus(type, namespace, name, status);
        }

        @Override
        public void delete(ResourceType type, String namespace, String name) {
            core.store().delete(type, namespace, name);
        }

        @Override
        public Subscription onChange(Consumer<ObjectEvent> listener) {
            return core.storage()
                    .listen(
                            change ->
                                    listener.accept(
                                            new ObjectEvent(
                                                    change.kind(),
                                                    change.type(),
                                                    Json.readOnly(change.object()))));
        }
    }
}
