package io.meshfed.sandbox.attach;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.sandbox.api.Json;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * All objects of one kind, kept current by a watch. A watch that ends is taken up where it ended;
 * after a failure, or when the server has forgotten that moment, everything is listed anew and told
 * again, so that whoever missed something looks once more.
 */
final class Informer implements AutoCloseable {

    /** The server ends a watch then; one that lasts longer is dead, and nobody told us. */
    private static final int WATCH_SECONDS = 240;

    private static final int DEAD_SECONDS = 270;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long STOP_MILLIS = 2_000;

    /** What hears of changes. */
    interface Listener {
        void changed(ObjectEvent event);

        /** After an outage, when everything has been told again. */
        void resumed(ResourceType type);
    }

    private final RestApi api;
    private final ResourceType type;
    private final Listener listener;
    private final ScheduledExecutorService timer;
    private final Map<String, Map<String, Object>> objects = new TreeMap<>();
    private final Thread thread;
    private String version = "";
    private boolean told;
    private volatile boolean closed;
    private volatile InputStream open = InputStream.nullInputStream();

    Informer(RestApi api, ResourceType type, Listener listener, ScheduledExecutorService timer) {
        this.api = api;
        this.type = type;
        this.listener = listener;
        this.timer = timer;
        this.thread = new Thread(this::follow, api.cluster() + "-informer-" + type.plural());
        thread.setDaemon(true);
    }

    /** Learns what is there. False when the kind is not served; then there is nothing to follow. */
    boolean fill() {
        Optional<Listing> first = Listing.of(api, type);
        first.ifPresent(
                listing -> {
                    listing.objects().forEach(this::keep);
                    version = listing.version();
                });
        return first.isPresent();
    }

    /** From now on changes are told. */
    void start() {
        thread.start();
    }

    synchronized Optional<Map<String, Object>> get(String namespace, String name) {
        return Optional.ofNullable(objects.get(namespace + "/" + name)).map(Json::copy);
    }

    synchronized List<Map<String, Object>> list(String namespace) {
        return objects.entrySet().stream()
                .filter(e -> namespace.isEmpty() || e.getKey().startsWith(namespace + "/"))
                .map(e -> Json.copy(e.getValue()))
                .toList();
    }

    /** What a write answered is known before the watch tells of it; an older state is not news. */
    synchronized void keep(Map<String, Object> object) {
        objects.merge(key(object), object, (old, next) -> age(next) >= age(old) ? next : old);
    }

    /** Unless it has been made anew since. */
    private synchronized void forget(Map<String, Object> last) {
        objects.computeIfPresent(key(last), (key, held) -> age(held) > age(last) ? held : null);
    }

    /** Versions are said to be opaque; those of every API server that there is are numbers. */
    private static long age(Map<String, Object> object) {
        return Long.parseLong(Trees.text(object, "metadata", "resourceVersion").orElse("0"));
    }

    private static String key(Map<String, Object> object) {
        return Trees.text(object, "metadata", "namespace").orElse("")
                + "/"
                + Trees.text(object, "metadata", "name").orElseThrow();
    }

    private void follow() {
        long pause = 0;
        boolean stale = false;
        while (!closed && !api.isClosed()) {
            try {
                if (pause > 0) {
                    api.pause(pause);
                }
                if (stale) {
                    relist();
                    stale = false;
                }
                watch();
                pause = FIRST_PAUSE_MILLIS;
            } catch (Expired expired) {
                stale = true;
                pause = Math.max(FIRST_PAUSE_MILLIS, pause);
            } catch (IOException | RuntimeException failed) {
                stale = true;
                pause = Math.min(LONGEST_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, pause * 2));
                tell(failed);
            }
        }
    }

    /** Once what nobody expected; that the server is away, its {@link RestApi} tells. */
    private void tell(Exception failed) {
        boolean expected =
                failed instanceof IOException
                        || failed instanceof UncheckedIOException
                        || failed instanceof FederationException;
        if (!expected && !told) {
            told = true;
            api.progress()
                    .warning(
                            "cluster '%s': following %s failed: %s; they are listed anew"
                                    .formatted(
                                            api.cluster(),
                                            type.plural(),
                                            SafeText.of(failed.toString())));
        }
    }

    private void relist() {
        Optional<Listing> listing = Listing.of(api, type);
        List<ObjectEvent> events = new ArrayList<>();
        synchronized (this) {
            Map<String, Map<String, Object>> before = new TreeMap<>(objects);
            objects.clear();
            for (Map<String, Object> object : listing.map(Listing::objects).orElse(List.of())) {
                boolean known = before.remove(key(object)) != null;
                keep(object);
                events.add(
                        event(known ? ObjectEvent.Kind.MODIFIED : ObjectEvent.Kind.ADDED, object));
            }
            before.values().forEach(gone -> events.add(event(ObjectEvent.Kind.DELETED, gone)));
            version = listing.map(Listing::version).orElse("");
        }
        events.forEach(listener::changed);
        listener.resumed(type);
    }

    private ObjectEvent event(ObjectEvent.Kind kind, Map<String, Object> object) {
        return new ObjectEvent(kind, type, object);
    }

    private void watch() throws IOException, Expired {
        HttpResponse<InputStream> response =
                api.watch(
                        "%s?watch=true&allowWatchBookmarks=true&timeoutSeconds=%d&resourceVersion=%s"
                                .formatted(RestApi.collection(type, ""), WATCH_SECONDS, version));
        try (InputStream body = response.body();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            open = body;
            if (response.statusCode() == Answer.GONE) {
                throw new Expired();
            }
            if (response.statusCode() != 200) {
                throw new IOException("a watch answered " + response.statusCode());
            }
            ScheduledFuture<?> end =
                    timer.schedule(() -> close(body), DEAD_SECONDS, TimeUnit.SECONDS);
            try {
                for (String line = lines.readLine();
                        line != null && !closed;
                        line = lines.readLine()) {
                    took(line);
                }
            } finally {
                end.cancel(false);
            }
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void took(String line) throws IOException, Expired {
        Map<String, Object> event = parsed(line);
        Map<String, Object> object = Trees.object(event.get("object"));
        String what = Trees.text(event, "type").orElse("").toUpperCase(Locale.ROOT);
        if (what.equals("ERROR")) {
            // Of all that a watch complains about, only a forgotten moment is usual; a new list
            // is the cure for the rest as well.
            throw new Expired();
        }
        version = Trees.text(object, "metadata", "resourceVersion").orElse(version);
        if (what.equals("BOOKMARK") || closed) {
            return;
        }
        ObjectEvent.Kind kind = ObjectEvent.Kind.valueOf(what);
        if (kind == ObjectEvent.Kind.DELETED) {
            forget(object);
        } else {
            keep(object);
        }
        listener.changed(event(kind, object));
    }

    private static Map<String, Object> parsed(String line) throws IOException {
        try {
            return Json.object(line);
        } catch (IllegalArgumentException brokenOff) {
            throw new IOException("a watch broke off", brokenOff);
        }
    }

    /** Ends the watch, and does not wait for it. */
    void stop() {
        closed = true;
        close(open);
        thread.interrupt();
    }

    /** Nothing is told any more when this returns. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The server no longer knows what happened since. */
    private static final class Expired extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
