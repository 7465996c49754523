package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ServiceName;
import io.meshfed.promotion.About;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.report.ErrorClass;
import io.meshfed.steps.promotion.RecordStore.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecordStoreTest extends PromotionBed {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static PromotionRecord record(ServiceName service, String run) {
        About.Subject subject =
                new About.Subject(
                        "kube-info-2024-11",
                        "aro-stg-mesh",
                        "rosa-prod-mesh",
                        service,
                        new About.Contents("v2", new TreeMap<>(), ""));
        return PromotionRecord.none().begun(new About(subject, run, NOW, NOW));
    }

    private static PromotionRecord record(String run) {
        return record(KUBE_INFO, run);
    }

    @Test
    @DisplayName("what is put down is read back, by any process")
    void readBack() {
        RecordStore store = process().records();
        Stored nothing = store.read();
        assertEquals(PromotionRecord.none(), nothing.record());

        Stored first = store.replace(nothing, record("run-1")).orElseThrow();
        store.replace(first, record("run-2")).orElseThrow();

        assertEquals(record("run-2"), process().records().read().record());
        assertEquals("promotion", raw().get(stored).label("meshfed.io/record").orElseThrow());
    }

    @Test
    @DisplayName("of two that saw the same record the second changes nothing")
    void overtaken() {
        RecordStore one = process().records();
        RecordStore other = process().records();
        Stored nothing = one.read();
        Stored first = one.replace(nothing, record("run-1")).orElseThrow();
        assertEquals(Optional.empty(), other.replace(nothing, record("run-2")));
        one.replace(first, record("run-3")).orElseThrow();

        assertEquals(Optional.empty(), other.replace(first, record("run-2")));

        assertEquals("run-3", other.read().record().about().run());
    }

    @Test
    @DisplayName("of eight that change it at once one does")
    void oneOfMany() {
        Stored seen =
                process()
                        .records()
                        .replace(process().records().read(), record("run"))
                        .orElseThrow();
        List<RecordStore> stores =
                IntStream.range(0, 8).mapToObj(i -> process().records()).toList();

        List<String> winners =
                IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(i -> stores.get(i).replace(seen, record("run-" + i)))
                        .flatMap(Optional::stream)
                        .map(each -> each.record().about().run())
                        .toList();

        assertEquals(List.of(process().records().read().record().about().run()), winners);
    }

    @Test
    @DisplayName("one that was deleted since is not made anew from what was seen")
    void deleted() {
        RecordStore store = process().records();
        Stored first = store.replace(store.read(), record("run-1")).orElseThrow();
        raw().delete(stored);

        assertEquals(Optional.empty(), store.replace(first, record("run-2")));

        assertEquals(Optional.empty(), store.read().seen());
    }

    @Test
    @DisplayName("one that was changed by hand is a CONFLICT that says how to go on, and stays")
    void damaged() {
        RecordStore store = process().records();
        store.replace(store.read(), record("run-1")).orElseThrow();
        String about = raw().get(stored).text("data", "about").orElseThrow();
        raw().merge(stored, Map.of("data", Map.of("about", about.replace("v2", "v3"))));

        assertSays(
                refusal(ErrorClass.CONFLICT, store::read),
                "cluster 'rosa': ConfigMap rosa-prod-mesh/meshfed-promotion-prod-member.kube-info: ",
                "does not have the digest that was stored with it",
                "kubectl --context rosa delete configmap meshfed-promotion-prod-member.kube-info -n rosa-prod-mesh");
    }

    @Test
    @DisplayName("one that was copied from another service is no record of this one")
    void copied() {
        RecordStore store = process().records();
        store.replace(store.read(), record("run-1")).orElseThrow();
        raw().merge(
                        stored,
                        Map.of(
                                "data",
                                record(new ServiceName("prod-member", "other"), "x").text()));

        assertSays(refusal(ErrorClass.CONFLICT, store::read), "is of another service");
    }

    @Test
    @DisplayName("a ConfigMap of that name that is somebody else's is a CONFLICT and stays")
    void foreign() {
        raw().put(stored, Map.of("data", Map.of("theirs", "1")));
        RecordStore store = process().records();

        assertSays(refusal(ErrorClass.CONFLICT, store::read), "without our label");
        Stored nothing = new Stored(PromotionRecord.none(), Optional.empty());
        assertEquals(Optional.empty(), store.replace(nothing, record("run-1")));
        assertEquals(Map.of("theirs", "1"), raw().get(stored).object("data"));
    }

    @Test
    @DisplayName("what is too long to be kept is refused before anything is sent")
    void tooLong() {
        TreeMap<String, String> images = new TreeMap<>();
        IntStream.range(0, 500)
                .forEach(i -> images.put("image-" + i, "r/i@sha256:" + "0".repeat(120)));
        About.Subject few = record("run-1").about().subject();
        About.Subject many =
                new About.Subject(
                        few.promotion(),
                        few.from(),
                        few.to(),
                        few.service(),
                        new About.Contents("v2", images, ""));
        RecordStore store = process().records();
        Stored nothing = store.read();

        assertSays(
                refusal(
                        ErrorClass.INPUT,
                        () ->
                                store.replace(
                                        nothing,
                                        PromotionRecord.none()
                                                .begun(new About(many, "run-1", NOW, NOW)))),
                "too long to be kept");
        assertTrue(clusters.writes().isEmpty());
    }

    @Test
    @DisplayName("those of all services of a mesh are found by their label, by name")
    void allOfAMesh() {
        Process process = process();
        for (String name : List.of("kube-info", "a-shop")) {
            ServiceName service = new ServiceName("prod-member", name);
            RecordStore store = process.records(service);
            store.replace(store.read(), record(service, "run-1")).orElseThrow();
        }

        assertEquals(
                List.of("a-shop", "kube-info"),
                RecordStore.allOf(process.session(), federation.name(), production).stream()
                        .map(record -> record.about().subject().service().name())
                        .toList());
    }
}
