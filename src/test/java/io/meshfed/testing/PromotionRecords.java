package io.meshfed.testing;

import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.About;
import io.meshfed.promotion.Course;
import io.meshfed.promotion.Event;
import io.meshfed.promotion.Event.Answered;
import io.meshfed.promotion.Event.Approved;
import io.meshfed.promotion.Event.LockTaken;
import io.meshfed.promotion.Event.Started;
import io.meshfed.promotion.Evidence;
import io.meshfed.promotion.Finding;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.PromotionMachine;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.Work;
import io.meshfed.resource.PromotionObjects;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records as promotions leave them, made by the machine that the program uses. */
public final class PromotionRecords {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String RUN = "run-1";

    private PromotionRecords() {}

    public static void put(
            RawCluster cluster, Federation federation, Mesh production, PromotionRecord record) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("metadata", Map.of("labels", PromotionObjects.recordLabels(federation.name())));
        content.put("data", record.text());
        cluster.put(
                PromotionObjects.record(production, record.about().subject().service()), content);
    }

    /** Nobody is at work, and traffic goes to the release. */
    public static PromotionRecord judging(ServiceName service) {
        PromotionRecord record = begun(PromotionRecord.none(), service, 1);
        while (record.state().phase() != Phase.JUDGING) {
            record = on(record, done(record));
        }
        record =
                record.with(
                        List.of(
                                new Evidence(
                                        "release",
                                        "probe /info",
                                        Finding.PASS,
                                        "99.9 % of 200",
                                        NOW,
                                        "sha256:r1",
                                        "sha256:p1")));
        return on(record, new Event.LockLost(RUN));
    }

    /** So many attempts, none of which wrote anything. */
    public static PromotionRecord ended(ServiceName service, int attempts) {
        PromotionRecord record = PromotionRecord.none();
        for (int number = 1; number <= attempts; number++) {
            record = begun(record, service, number);
            record =
                    on(
                            record,
                            new Answered(
                                    RUN,
                                    record.state().pending().orElseThrow(),
                                    Finding.MOVED,
                                    ""));
        }
        return record;
    }

    private static PromotionRecord begun(PromotionRecord before, ServiceName service, int number) {
        About.Subject subject =
                new About.Subject(
                        "kube-info-" + number,
                        "aro-stg-mesh",
                        "rosa-prod-mesh",
                        service,
                        new About.Contents("v" + number, new TreeMap<>(), ""));
        Course course = new Course(2, Finish.INSTALL, true);
        PromotionRecord record = before.begun(new About(subject, RUN, NOW, NOW));
        record = on(record, new Started("sha256:r" + number, "sha256:p" + number, course, ""));
        record = on(record, new Approved("ann", "sha256:p" + number));
        return on(record, new LockTaken(RUN, number));
    }

    private static Answered done(PromotionRecord record) {
        var pending = record.state().pending().orElseThrow();
        Finding finding =
                switch (pending.work()) {
                    case COMPARE_PLAN -> Finding.MATCHES;
                    case JUDGE_RELEASE -> Finding.PASS;
                    default -> Finding.DONE;
                };
        return new Answered(
                RUN, pending, finding, pending.work() == Work.STORE_SNAPSHOT ? "sha256:s" : "");
    }

    private static PromotionRecord on(PromotionRecord record, Event event) {
        return record.to(PromotionMachine.next(record.state(), event).state(), NOW);
    }
}
