package io.meshfed.sandbox.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What containers said. A log can be read while it is written; it ends when its container ends, and
 * is gone with its pod.
 */
public final class PodLogs {

    /** Of each container so many lines at least, as a kubelet keeps a part of a log. */
    private static final int KEPT = 20_000;

    private final InstantSource clock;
    private final Map<String, Map<String, Log>> pods = new TreeMap<>();

    PodLogs(InstantSource clock) {
        this.clock = clock;
    }

    private record Line(Instant time, String text) {}

    /** Of one container. */
    private static final class Log {
        private final List<Line> lines = new ArrayList<>();
        private int forgotten;
        private boolean ended;

        private void add(Line line) {
            lines.add(line);
            if (lines.size() > 2 * KEPT) {
                lines.subList(0, KEPT).clear();
                forgotten += KEPT;
            }
        }

        /** How many lines there were in all. */
        private int length() {
            return forgotten + lines.size();
        }

        /** Those that are kept of all behind the first so many. */
        private List<Line> from(int next) {
            return List.copyOf(lines.subList(Math.max(0, next - forgotten), lines.size()));
        }
    }

    /** The container runs, and has said nothing yet. */
    public synchronized void begin(String namespace, String pod, String container) {
        pods.computeIfAbsent(namespace + "/" + pod, key -> new TreeMap<>())
                .computeIfAbsent(container, key -> new Log());
    }

    public synchronized void say(String namespace, String pod, String container, String line) {
        begin(namespace, pod, container);
        log(namespace + "/" + pod, container).add(new Line(clock.instant(), line));
        notifyAll();
    }

    /** The container ends: whoever follows its log has read all of it. */
    public synchronized void end(String namespace, String pod, String container) {
        begin(namespace, pod, container);
        log(namespace + "/" + pod, container).ended = true;
        notifyAll();
    }

    /** The pod is deleted. */
    public synchronized void remove(String namespace, String pod) {
        Map<String, Log> gone = pods.remove(namespace + "/" + pod);
        if (gone != null) {
            gone.values().forEach(log -> log.ended = true);
        }
        notifyAll();
    }

    private Log log(String pod, String container) {
        return pods.get(pod).get(container);
    }

    static boolean serves(Request request, ApiPath path) {
        return request.method().equals("GET")
                && path.group().isEmpty()
                && path.plural().equals("pods")
                && path.subresource().equals("log");
    }

    Reply serve(Request request, ApiPath path) {
        Log log = asked(request, path);
        Instant since = since(request.parameter("sinceTime"));
        boolean stamped = request.flag("timestamps");
        boolean follow = request.flag("follow");
        int next = begin(log, request.parameter("tailLines"));
        return new Reply.Stream(
                "text/plain",
                out -> new Reading(log, new Wish(since, stamped, follow), next).writeTo(out));
    }

    /** How many lines are passed over. */
    private synchronized int begin(Log log, String tail) {
        return tail.matches("\\d{1,9}") ? Math.max(0, log.length() - Integer.parseInt(tail)) : 0;
    }

    private synchronized Log asked(Request request, ApiPath path) {
        Map<String, Log> pod = pods.get(path.namespace() + "/" + path.name());
        if (pod == null) {
            throw new ApiError(
                    404,
                    "NotFound",
                    "pods \"%s\" not found".formatted(path.name()),
                    Map.of("name", path.name(), "kind", "pods"));
        }
        String container = request.parameter("container");
        Set<String> names = pod.keySet();
        if (container.isEmpty() && names.size() == 1) {
            container = names.iterator().next();
        }
        Log log = pod.get(container);
        if (log == null) {
            throw ApiError.badRequest(
                    "container %s is not valid for pod %s".formatted(container, path.name()));
        }
        return log;
    }

    /** To the second, as the API has it. */
    private static Instant since(String text) {
        try {
            return text.isEmpty() ? Instant.MIN : Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw ApiError.badRequest("sinceTime: invalid value");
        }
    }

    private record Wish(Instant since, boolean stamped, boolean follow) {}

    /** One client that reads. */
    private final class Reading {

        private final Log log;
        private final Wish wish;
        private int next;

        Reading(Log log, Wish wish, int next) {
            this.log = log;
            this.wish = wish;
            this.next = next;
        }

        void writeTo(OutputStream out) throws IOException, InterruptedException {
            out.flush();
            List<Line> lines = more();
            while (!lines.isEmpty()) {
                for (Line line : lines) {
                    if (!line.time().isBefore(wish.since())) {
                        String text =
                                (wish.stamped() ? line.time() + " " : "") + line.text() + "\n";
                        out.write(text.getBytes(StandardCharsets.UTF_8));
                    }
                }
                out.flush();
                lines = more();
            }
        }

        /** Empty at the end. */
        private List<Line> more() throws InterruptedException {
            synchronized (PodLogs.this) {
                while (wish.follow() && !log.ended && next == log.length()) {
                    PodLogs.this.wait();
                }
                List<Line> lines = log.from(next);
                next = log.length();
                return lines;
            }
        }
    }
}
