package io.meshfed.sandbox.api;

import static io.meshfed.sandbox.api.Discovery.tree;

import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import io.meshfed.sandbox.api.Storage.Change;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Streams changes to those who watch. */
final class Watches {

    private static final Duration BOOKMARK_INTERVAL = Duration.ofSeconds(5);

    private final Storage storage;
    private final Presentation presentation;

    Watches(Storage storage, Presentation presentation) {
        this.storage = storage;
        this.presentation = presentation;
    }

    Reply serve(Request request, ApiPath path, Kind kind) {
        if (request.query().containsKey("sendInitialEvents")) {
            // Clients that prefer such a watch list first when it is refused.
            throw ApiError.invalid(
                    kind,
                    "",
                    List.of(
                            new Cause(
                                    "FieldValueForbidden",
                                    "sendInitialEvents",
                                    "Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled")));
        }
        String fields = request.parameter("fieldSelector");
        if (!path.name().isEmpty()) {
            fields = "metadata.name=" + path.name();
        }
        Predicate<Map<String, Object>> selected =
                LabelSelector.parse(request.parameter("labelSelector"))
                        .and(FieldSelector.parse(kind, fields));
        Predicate<Change> relevant =
                change ->
                        change.key().collection().equals(kind.type().qualifiedPlural())
                                && (path.namespace().isEmpty()
                                        || change.key().namespace().equals(path.namespace()));
        Watch watch = new Watch(request, kind, selected);
        try {
            watch.open(path, relevant);
            return new Reply.Stream("application/json", watch::stream);
        } catch (ApiError tooOld) {
            // Not a refusal of the request: the stream begins, and its one event is the error.
            return new Reply.Stream(
                    "application/json", out -> watch.event(out, "ERROR", tooOld.toStatus()));
        }
    }

    /** One client's watch. */
    private final class Watch {

        private final BlockingQueue<Change> queue = new LinkedBlockingQueue<>();
        private final Request request;
        private final Kind kind;
        private final Predicate<Map<String, Object>> selected;
        private final long since;
        private ObjectStore.Subscription subscription = () -> {};
        private long seen;

        Watch(Request request, Kind kind, Predicate<Map<String, Object>> selected) {
            this.request = request;
            this.kind = kind;
            this.selected = selected;
            this.since = Page.revision(request);
        }

        /**
         * Without a version to go on from, what is there comes first.
         *
         * @throws ApiError 410 when the version is too old
         */
        void open(ApiPath path, Predicate<Change> relevant) {
            Consumer<Change> listener =
                    change -> {
                        if (relevant.test(change)) {
                            queue.add(change);
                        }
                    };
            storage.exclusively(
                    () -> {
                        seen = since > 0 ? since : storage.revision();
                        if (since <= 0) {
                            replayAll(path);
                        }
                        subscription = storage.listenFrom(seen, listener);
                        return seen;
                    });
        }

        private void replayAll(ApiPath path) {
            for (Map<String, Object> object :
                    storage.list(kind.type().qualifiedPlural(), path.namespace()).objects()) {
                Key key = Key.of(kind.type(), object);
                queue.add(
                        new Change(
                                seen, ObjectEvent.Kind.ADDED, kind.type(), key, Map.of(), object));
            }
        }

        void stream(OutputStream out) throws IOException, InterruptedException {
            try {
                long deadline = System.nanoTime() + timeout().toNanos();
                boolean bookmarks = request.flag("allowWatchBookmarks");
                out.flush();
                while (true) {
                    long left = deadline - System.nanoTime();
                    long wait = Math.min(left, BOOKMARK_INTERVAL.toNanos());
                    Change change = queue.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
                    if (change != null) {
                        send(out, change);
                    } else {
                        if (bookmarks) {
                            bookmark(out);
                        }
                        if (left <= 0) {
                            return;
                        }
                    }
                }
            } finally {
                subscription.close();
            }
        }

        private void send(OutputStream out, Change change) throws IOException {
            seen = change.revision();
            boolean before = !change.before().isEmpty() && selected.test(change.before());
            boolean now =
                    change.kind() != ObjectEvent.Kind.DELETED && selected.test(change.object());
            if (!before && !now) {
                return;
            }
            // An object that no longer fits the selector is gone, as far as this client is told.
            String type = now ? before ? "MODIFIED" : "ADDED" : "DELETED";
            Map<String, Object> shown = now ? change.object() : lastSeen(change);
            event(out, type, presentation.object(kind, shown, request));
        }

        /** As it last fitted, with the version at which it was gone. */
        private static Map<String, Object> lastSeen(Change change) {
            Map<String, Object> last = new LinkedHashMap<>(change.before());
            Map<String, Object> metadata = Json.part(last.get("metadata"));
            metadata.put("resourceVersion", String.valueOf(change.revision()));
            last.put("metadata", metadata);
            return last;
        }

        private void bookmark(OutputStream out) throws IOException {
            if (queue.isEmpty()) {
                event(
                        out,
                        "BOOKMARK",
                        tree(
                                "kind",
                                kind.type().kind(),
                                "apiVersion",
                                kind.type().apiVersion(),
                                "metadata",
                                tree("resourceVersion", String.valueOf(seen))));
            }
        }

        private void event(OutputStream out, String type, Map<String, Object> object)
                throws IOException {
            out.write(Json.bytes(tree("type", type, "object", object)));
            out.write('\n');
            out.flush();
        }

        private Duration timeout() {
            String asked = request.parameter("timeoutSeconds");
            if (!asked.isEmpty()) {
                return Duration.ofSeconds(Page.number(asked));
            }
            return Duration.ofSeconds(1800 + ThreadLocalRandom.current().nextInt(1800));
        }
    }
}
