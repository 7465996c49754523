package io.meshfed.sandbox.api;

import io.meshfed.model.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an API server keeps, as the controllers behind it see it. They act with all rights and past
 * admission, like a controller with a cluster-admin account. Objects are whole trees of plain maps,
 * lists and scalars; what is handed out stays as it is, and who wants it otherwise makes a copy.
 */
public interface ObjectStore {

    Optional<Map<String, Object>> get(ResourceType type, String namespace, String name);

    /**
     * @param namespace empty for all namespaces
     */
    List<Map<String, Object>> list(ResourceType type, String namespace);

    /**
     * Stores a new object, or replaces all but the status of the one that is there. What an API
     * server refuses is refused here too, by an exception: an unknown kind, a namespace that does
     * not exist, a value that the kind's schema forbids.
     */
    Map<String, Object> put(Map<String, Object> object);

    /**
     * Replaces the status alone; nothing happens when the object is gone or has that status
     * already.
     */
    void putStatus(ResourceType type, String namespace, String name, Map<String, Object> status);

    void delete(ResourceType type, String namespace, String name);

    /**
     * Calls back after each change, in their order, never under a lock of the store. Close to stop.
     */
    Subscription onChange(Consumer<ObjectEvent> listener);

    /** A change: the object as it is now, or as it last was. */
    record ObjectEvent(Kind kind, ResourceType type, Map<String, Object> object) {
        public enum Kind {
            ADDED,
            MODIFIED,
            DELETED
        }
    }

    /** Ends with {@link #close()}. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
