package io.meshfed.promotion;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A record as a ConfigMap holds it: JSON that people can read, with a digest of all of it, because
 * a verdict changed by hand would promote as well as a state would.
 */
final class RecordText {

    private static final String FORMAT = "1";
    private static final String DIGEST = "digest";
    private static final String LIST = "list";
    private static final List<String> KEYS =
            List.of("about", "evidence", "format", "halted-since", "history", "state");

    private RecordText() {}

    static SortedMap<String, String> of(PromotionRecord record) {
        List<Evidence> evidence = record.evidence();
        for (int dropped = 0; dropped <= evidence.size(); dropped++) {
            SortedMap<String, String> text =
                    text(record, evidence.subList(dropped, evidence.size()));
            if (bytes(text) <= PromotionRecord.MOST_BYTES) {
                return text;
            }
        }
        throw new IllegalArgumentException("what the promotion is about is too long to be kept");
    }

    private static SortedMap<String, String> text(PromotionRecord record, List<Evidence> evidence) {
        SortedMap<String, String> text = new TreeMap<>();
        text.put("format", FORMAT);
        text.put("state", Json.write(new TreeMap<>(StateText.of(record.state()))));
        text.put("about", Json.write(tree(record.about())));
        text.put("evidence", list(evidence.stream().map(RecordText::tree).toList()));
        text.put("history", list(record.history().stream().map(RecordText::tree).toList()));
        text.put("halted-since", record.haltedSince().toString());
        text.put(DIGEST, StateText.digest(text));
        requireStorable(text);
        return text;
    }

    private static void requireStorable(Map<String, String> text) {
        for (String value : text.values()) {
            byte[] stored = value.getBytes(StandardCharsets.UTF_8);
            if (!new String(stored, StandardCharsets.UTF_8).equals(value)) {
                throw new IllegalArgumentException("a text of a record has half a character");
            }
        }
    }

    private static long bytes(Map<String, String> text) {
        return text.entrySet().stream()
                .mapToLong(e -> bytes(e.getKey()) + bytes(e.getValue()))
                .sum();
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String list(List<Map<String, Object>> elements) {
        return Json.write(Map.of(LIST, elements));
    }

    private static Map<String, Object> tree(About about) {
        About.Subject subject = about.subject();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("promotion", subject.promotion());
        tree.put("from", subject.from());
        tree.put("to", subject.to());
        tree.put("namespace", subject.service().namespace());
        tree.put("service", subject.service().name());
        tree.put("version", subject.contents().version());
        tree.put("images", subject.contents().images());
        tree.put("manifests", subject.contents().manifests());
        tree.put("run", about.run());
        tree.put("started", about.started().toString());
        tree.put("changed", about.changed().toString());
        return tree;
    }

    private static Map<String, Object> tree(Evidence evidence) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("step", evidence.step());
        tree.put("gate", evidence.gate());
        tree.put("verdict", evidence.verdict().name());
        tree.put("reading", evidence.reading());
        tree.put("at", evidence.at().toString());
        tree.put("release", evidence.release());
        tree.put("plan", evidence.plan());
        return tree;
    }

    private static Map<String, Object> tree(Episode episode) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("promotion", episode.promotion());
        tree.put("version", episode.version());
        tree.put("release", episode.release());
        tree.put("plan", episode.plan());
        tree.put("approver", episode.approver());
        tree.put("override", episode.override());
        tree.put("started", episode.started().toString());
        tree.put("ended", episode.ended().toString());
        tree.put("ending", episode.ending().name());
        return tree;
    }

    static PromotionRecord read(Map<String, ?> stored) {
        SortedMap<String, String> text = texts(stored);
        if (bytes(text) > PromotionRecord.MOST_BYTES) {
            throw new UnreadableStateException("is longer than a record is");
        }
        if (!FORMAT.equals(text.get("format"))) {
            throw new UnreadableStateException("is of another format than " + FORMAT);
        }
        SortedMap<String, String> signed = new TreeMap<>(text);
        String digest = signed.remove(DIGEST);
        if (!List.copyOf(signed.keySet()).equals(KEYS)) {
            throw new UnreadableStateException("has other keys than a record has");
        }
        if (!StateText.digest(signed).equals(digest)) {
            throw new UnreadableStateException("does not have the digest that was stored with it");
        }
        try {
            PromotionRecord record = record(signed);
            if (!of(record).equals(text)) {
                throw new UnreadableStateException("is not written as records are");
            }
            return record;
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new UnreadableStateException("has a value that no record has");
        }
    }

    private static SortedMap<String, String> texts(Map<String, ?> stored) {
        SortedMap<String, String> text = new TreeMap<>();
        stored.forEach((key, value) -> text.put(key, String.valueOf(value)));
        return text;
    }

    private static PromotionRecord record(Map<String, String> text) throws IOException {
        SortedMap<String, String> state = texts(object(text.get("state")));
        return new PromotionRecord(
                StateText.read(state),
                about(object(text.get("about"))),
                elements(text.get("evidence")).stream().map(RecordText::evidence).toList(),
                elements(text.get("history")).stream().map(RecordText::episode).toList(),
                Instant.parse(text.get("halted-since")));
    }

    private static Map<String, Object> object(String json) throws IOException {
        return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Map<String, Object>> elements(String json) throws IOException {
        return Trees.objects(object(json), LIST);
    }

    private static String text(Map<String, Object> tree, String key) {
        return Trees.text(tree, key).orElseThrow(IllegalArgumentException::new);
    }

    private static Instant time(Map<String, Object> tree, String key) {
        return Instant.parse(text(tree, key));
    }

    private static About about(Map<String, Object> tree) {
        About.Contents contents =
                new About.Contents(
                        text(tree, "version"),
                        texts(Trees.object(tree.getOrDefault("images", Map.of()))),
                        text(tree, "manifests"));
        About.Subject subject =
                new About.Subject(
                        text(tree, "promotion"),
                        text(tree, "from"),
                        text(tree, "to"),
                        new ServiceName(text(tree, "namespace"), text(tree, "service")),
                        contents);
        return new About(subject, text(tree, "run"), time(tree, "started"), time(tree, "changed"));
    }

    private static Evidence evidence(Map<String, Object> tree) {
        return new Evidence(
                text(tree, "step"),
                text(tree, "gate"),
                Finding.valueOf(text(tree, "verdict")),
                text(tree, "reading"),
                time(tree, "at"),
                text(tree, "release"),
                text(tree, "plan"));
    }

    private static Episode episode(Map<String, Object> tree) {
        return new Episode(
                text(tree, "promotion"),
                text(tree, "version"),
                text(tree, "release"),
                text(tree, "plan"),
                text(tree, "approver"),
                text(tree, "override"),
                time(tree, "started"),
                time(tree, "ended"),
                Ending.valueOf(text(tree, "ending")));
    }
}
