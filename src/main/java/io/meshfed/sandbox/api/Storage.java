package io.meshfed.sandbox.api;

import io.meshfed.model.ResourceType;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The objects of one cluster and their recent history, under one increasing revision. Stored trees
 * are never changed; a new version is a new tree.
 */
final class Storage {

    /**
     * One write.
     *
     * @param before the object before it; empty when it was created
     * @param object as it is now, or as it last was, with the revision of this change
     */
    record Change(
            long revision,
            ObjectEvent.Kind kind,
            ResourceType type,
            Key key,
            Map<String, Object> before,
            Map<String, Object> object) {}

    /** The objects at one moment. */
    record Snapshot(long revision, List<Map<String, Object>> objects) {}

    private final NavigableMap<Key, Map<String, Object>> objects = new TreeMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final int historyLimit;
    private long revision = 1;
    private long forgotten = 0;

    /**
     * @param historyLimit how many changes a watch may be behind
     */
    Storage(int historyLimit) {
        this.historyLimit = historyLimit;
    }

    /** Runs a read and the write that depends on it with nothing in between. */
    synchronized <T> T exclusively(Supplier<T> work) {
        return work.get();
    }

    synchronized Optional<Map<String, Object>> get(Key key) {
        return Optional.ofNullable(objects.get(key));
    }

    /**
     * @param namespace empty for all
     */
    synchronized Snapshot list(String collection, String namespace) {
        List<Map<String, Object>> found = new ArrayList<>();
        Key first = new Key(collection, namespace, "");
        for (Map.Entry<Key, Map<String, Object>> entry : objects.tailMap(first).entrySet()) {
            Key key = entry.getKey();
            if (!key.collection().equals(collection)
                    || !namespace.isEmpty() && !key.namespace().equals(namespace)) {
                break;
            }
            found.add(entry.getValue());
        }
        return new Snapshot(revision, found);
    }

    /** What a list was at a moment before now; empty when nobody remembers. */
    synchronized Optional<Snapshot> listAt(long then, Key collection) {
        if (then < forgotten) {
            return Optional.empty();
        }
        NavigableMap<Key, Map<String, Object>> was = new TreeMap<>(objects);
        history.descendingIterator()
                .forEachRemaining(
                        change -> {
                            if (change.revision() > then) {
                                undo(change, was);
                            }
                        });
        List<Map<String, Object>> found = new ArrayList<>();
        was.forEach(
                (key, object) -> {
                    boolean inside =
                            collection.namespace().isEmpty()
                                    || key.namespace().equals(collection.namespace());
                    if (inside && key.collection().equals(collection.collection())) {
                        found.add(object);
                    }
                });
        return Optional.of(new Snapshot(then, found));
    }

    private static void undo(Change change, Map<Key, Map<String, Object>> objects) {
        if (change.before().isEmpty()) {
            objects.remove(change.key());
        } else {
            objects.put(change.key(), change.before());
        }
    }

    /** All keys inside a namespace. */
    synchronized List<Key> contents(String namespace) {
        return objects.keySet().stream().filter(k -> k.namespace().equals(namespace)).toList();
    }

    synchronized List<Key> keys(String collection) {
        return objects.keySet().stream().filter(k -> k.collection().equals(collection)).toList();
    }

    synchronized long revision() {
        return revision;
    }

    /** Stores a version and returns it with its resourceVersion. */
    synchronized Map<String, Object> put(ResourceType type, Map<String, Object> object) {
        Key key = Key.of(type, object);
        Map<String, Object> versioned = versioned(object, ++revision);
        Map<String, Object> before = objects.put(key, versioned);
        record(
                new Change(
                        revision,
                        before == null ? ObjectEvent.Kind.ADDED : ObjectEvent.Kind.MODIFIED,
                        type,
                        key,
                        before == null ? Map.of() : before,
                        versioned));
        return versioned;
    }

    synchronized void remove(ResourceType type, Key key) {
        Map<String, Object> last = objects.remove(key);
        if (last != null) {
            Map<String, Object> versioned = versioned(last, ++revision);
            record(new Change(revision, ObjectEvent.Kind.DELETED, type, key, last, versioned));
        }
    }

    /** Calls back inside the write, in order: a listener only hands the change on. */
    ObjectStore.Subscription listen(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Listens from a revision on, seeing each later change once.
     *
     * @throws ApiError 410 when the history does not reach back that far
     */
    synchronized ObjectStore.Subscription listenFrom(long since, Consumer<Change> listener) {
        if (since < forgotten) {
            throw ApiError.expired("too old resource version: %d (%d)".formatted(since, forgotten));
        }
        history.stream().filter(change -> change.revision() > since).forEach(listener);
        return listen(listener);
    }

    private void record(Change change) {
        history.addLast(change);
        while (history.size() > historyLimit) {
            forgotten = history.removeFirst().revision();
        }
        listeners.forEach(listener -> listener.accept(change));
    }

    private static Map<String, Object> versioned(Map<String, Object> object, long revision) {
        Map<String, Object> copy = new LinkedHashMap<>(object);
        Map<String, Object> metadata = Json.part(object.get("metadata"));
        metadata.put("resourceVersion", String.valueOf(revision));
        copy.put("metadata", metadata);
        return copy;
    }
}
