package io.meshfed.testing;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.Trees;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a kube-apiserver notes of the requests that reach it. */
final class AuditLog {

    /** A request and the moment it came, to the microsecond. */
    record Entry(Instant at, SeenRequest request) {}

    private final String cluster;
    private final Path file;
    private long from;

    AuditLog(String cluster, Path file) {
        this.cluster = cluster;
        this.file = file;
    }

    void forget() {
        try {
            from = Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (String line : tail().split("\n")) {
            if (!line.isBlank()) {
                entries.add(entry(line));
            }
        }
        return entries;
    }

    /** Whole lines: the last may be in the middle of being written. */
    private String tail() {
        if (!Files.exists(file)) {
            return ""; // made with the first request that is noted
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(from);
            byte[] bytes = new byte[(int) (log.length() - from)];
            log.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Entry entry(String line) {
        try {
            Map<String, Object> event = Json.readObject(line.getBytes(StandardCharsets.UTF_8));
            String uri = Trees.text(event, "requestURI").orElseThrow();
            boolean resource = Trees.value(event, "objectRef").isPresent();
            return new Entry(
                    Instant.parse(Trees.text(event, "requestReceivedTimestamp").orElseThrow()),
                    new SeenRequest(
                            cluster,
                            resource ? Trees.text(event, "verb").orElse("") : "",
                            uri.replaceAll("\\?.*", ""),
                            uri.contains("dryRun=All")));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
