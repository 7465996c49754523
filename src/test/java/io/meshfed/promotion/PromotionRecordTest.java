package io.meshfed.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ServiceName;
import io.meshfed.promotion.Event.Answered;
import io.meshfed.promotion.Event.LockTaken;
import io.meshfed.promotion.Event.Started;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromotionRecordTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Course COURSE = new Course(1, Finish.INSTALL, false);

    private static About about() {
        return new About(
                new About.Subject(
                        "kube-info-1",
                        "staging",
                        "production",
                        new ServiceName("shop", "kube-info"),
                        new About.Contents(
                                "v2", new TreeMap<>(Map.of("kube-info", "r/k@sha256:1")), "m")),
                "run-1",
                NOW,
                NOW);
    }

    private static PromotionRecord on(PromotionRecord record, Event event, Instant at) {
        return record.to(PromotionMachine.next(record.state(), event).state(), at);
    }

    private static PromotionRecord begun(String release) {
        PromotionRecord record = PromotionRecord.none().begun(about());
        record = on(record, new Started(release, "p1", COURSE, ""), NOW);
        return on(record, new LockTaken("run-1", 1), NOW);
    }

    private static Evidence evidence(String reading) {
        return new Evidence("1", "probe /info", Finding.PASS, reading, NOW, "r1", "p1");
    }

    @Test
    @DisplayName("what is written is read as it was")
    void readBack() {
        PromotionRecord record =
                begun("r1").with(List.of(evidence("100 % of 200, p99 \"20ms\"\n\u0001 ü 🙂")));

        assertEquals(record, PromotionRecord.read(record.text()));
        assertEquals(PromotionRecord.none(), PromotionRecord.read(PromotionRecord.none().text()));
    }

    @Test
    @DisplayName("what gates said of an older release, or the time before, is no evidence of now")
    void ofNewest() {
        List<Evidence> ofFirst = List.of(evidence("of r1"));
        Evidence before =
                new Evidence("1", "1 probe", Finding.PASS, "", NOW.minusSeconds(1), "r1", "p1");

        assertEquals(List.of(), begun("r2").with(ofFirst).evidenceOfNewest());
        assertEquals(List.of(), begun("r1").with(List.of(before)).evidenceOfNewest());
        assertEquals(ofFirst, begun("r1").with(ofFirst).evidenceOfNewest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "about", "evidence", "history", "halted-since", "digest"})
    @DisplayName("a record of which any part was changed is refused")
    void changed(String key) {
        SortedMap<String, String> text = begun("r1").with(List.of(evidence("0.1"))).text();
        text.merge(key, " ", (before, blank) -> before + blank);

        assertThrows(UnreadableStateException.class, () -> PromotionRecord.read(text));
    }

    @Test
    @DisplayName("nothing, other keys, another format and what is too long are refused")
    void other() {
        SortedMap<String, String> text = begun("r1").text();
        for (Map<String, String> bad :
                List.of(
                        Map.<String, String>of(),
                        Map.of("format", "2"),
                        Map.of("more", "x"),
                        Map.of("evidence", "x".repeat(PromotionRecord.MOST_BYTES)))) {
            SortedMap<String, String> changed = new TreeMap<>(bad.isEmpty() ? bad : text);
            changed.putAll(bad);
            assertThrows(UnreadableStateException.class, () -> PromotionRecord.read(changed));
        }
    }

    @Test
    @DisplayName("values that no record has are refused, also under a digest that fits")
    void forged() {
        for (Map<String, String> bad :
                List.of(
                        Map.of("about", "[]"),
                        Map.of("about", "{\"promotion\":7}"),
                        Map.of("evidence", "{\"list\":[{}]}"),
                        Map.of("evidence", "{\"list\":["),
                        Map.of("history", "{\"list\":[{\"ending\":\"OPEN\"}]}"),
                        Map.of("halted-since", "yesterday"),
                        Map.of("state", "{\"format\":\"1\"}"))) {
            SortedMap<String, String> text = begun("r1").text();
            text.remove("digest");
            text.putAll(bad);
            text.put("digest", StateText.digest(text));
            assertThrows(
                    UnreadableStateException.class,
                    () -> PromotionRecord.read(text),
                    bad::toString);
        }
    }

    @Test
    @DisplayName("it never grows past what a ConfigMap may hold: the oldest evidence goes first")
    void bounded() {
        List<Evidence> many =
                IntStream.range(0, 1000).mapToObj(i -> evidence(i + "\u0001".repeat(300))).toList();
        PromotionRecord record = begun("r1").with(many);
        assertEquals(PromotionRecord.MOST_EVIDENCE, record.evidence().size());

        SortedMap<String, String> text = record.text();

        int bytes =
                text.entrySet().stream()
                        .mapToInt(
                                e ->
                                        (e.getKey() + e.getValue())
                                                .getBytes(StandardCharsets.UTF_8)
                                                .length)
                        .sum();
        assertTrue(bytes <= PromotionRecord.MOST_BYTES, () -> bytes + " bytes");
        List<Evidence> kept = PromotionRecord.read(text).evidence();
        assertTrue(kept.size() > 30, () -> "only " + kept.size());
        assertEquals(
                record.evidence().get(PromotionRecord.MOST_EVIDENCE - 1),
                kept.get(kept.size() - 1));
    }

    @Test
    @DisplayName("a long text is cut between characters, and half a character is none")
    void cut() {
        assertEquals("x".repeat(199), evidence("x".repeat(199) + "🙂").reading());
        assertEquals("a\uFFFDb", evidence("a\uD83Db").reading());
    }

    @Test
    @DisplayName("what ends goes into the history once, and the last five stay")
    void history() {
        PromotionRecord record = PromotionRecord.none();
        for (int i = 1; i <= 7; i++) {
            Instant at = NOW.plusSeconds(i);
            record = on(record.begun(about()), new Started("r" + i, "p" + i, COURSE, ""), at);
            record = on(record, new LockTaken("run-1", 2L * i), at);
            record = on(record, moved(record), at);
            assertTrue(record.state().phase().ended());
            record = on(record, new LockTaken("run-2", 2L * i + 1), at);
        }

        assertEquals(
                List.of("r7", "r6", "r5", "r4", "r3"),
                record.history().stream().map(Episode::release).toList());
        assertEquals(NOW.plusSeconds(7), record.history().get(0).ended());
        assertEquals(Ending.STALE, record.history().get(0).ending());
        assertEquals(record, PromotionRecord.read(record.text()));
    }

    private static Episode episode(String release, Ending ending) {
        return new Episode("k", "v", release, "p", "", "", NOW, NOW, ending);
    }

    /**
     * @param newestFirst as the history has them
     */
    private static String standing(Episode... newestFirst) {
        return new PromotionRecord(
                        PromotionState.none(),
                        about(),
                        List.of(),
                        List.of(newestFirst),
                        PromotionRecord.NEVER)
                .standing()
                .map(Episode::release)
                .orElse("none");
    }

    @Test
    @DisplayName("the release that stands is the last that was promoted and not taken back")
    void lastStanding() {
        Episode promoted = episode("r1", Ending.PROMOTED);
        assertEquals("none", standing());
        assertEquals("r1", standing(episode("r2", Ending.FAILED), promoted));
        assertEquals("r1", standing(episode("r2", Ending.TAKEN_BACK), promoted));
        assertEquals(
                "none",
                standing(episode("r2", Ending.STALE), episode("r1", Ending.TAKEN_BACK), promoted));
        assertEquals(
                "r1",
                standing(
                        episode("r2", Ending.TAKEN_BACK),
                        episode("r2", Ending.PROMOTED),
                        promoted));
    }

    private static Answered moved(PromotionRecord record) {
        return new Answered("run-1", record.state().pending().orElseThrow(), Finding.MOVED, "");
    }

    @Test
    @DisplayName("since when it is halted is kept while it is, and no longer")
    void halted() {
        PromotionRecord record = begun("r1");
        record = on(record, answered(record, Finding.MATCHES), NOW);
        record = on(record, answered(record, Finding.DONE), NOW);
        Instant later = NOW.plusSeconds(60);
        PromotionRecord halted = on(record, answered(record, Finding.UNKNOWN), later);
        assertEquals(later, halted.halted().orElseThrow());

        PromotionRecord taken = on(halted, new LockTaken("run-2", 2), later.plusSeconds(9));
        assertEquals(later, taken.halted().orElseThrow());

        assertTrue(on(taken, new Event.Resumed("run-2"), later.plusSeconds(9)).halted().isEmpty());
    }

    private static Answered answered(PromotionRecord record, Finding finding) {
        return new Answered(
                "run-1",
                record.state().pending().orElseThrow(),
                finding,
                finding == Finding.DONE ? "s1" : "");
    }
}
