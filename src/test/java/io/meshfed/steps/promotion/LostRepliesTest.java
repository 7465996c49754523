package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.promotion.PromotionRecord;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.steps.promotion.RecordStore.Stored;
import io.meshfed.testing.PromotionRecords;
import io.meshfed.testing.SandboxClusters;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("what a promotion keeps, when its API server answers and nobody hears it")
class LostRepliesTest extends PromotionBed {

    @BeforeEach
    void onlyWhereRepliesCanBeLost() {
        assumeTrue(clusters instanceof SandboxClusters, "only an embedded server loses replies");
    }

    private void lose(String verb) {
        FaultPlan once =
                FaultPlan.first(1, request -> request.verb().equals(verb), new Fault.CutAfter());
        ((SandboxClusters) clusters).fault("rosa", once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "update"})
    @DisplayName("a record that was stored all the same is ours, once")
    void record(String verb) {
        RecordStore store = process().records();
        Stored nothing = store.read();
        PromotionRecord first = PromotionRecords.ended(KUBE_INFO, 1);
        PromotionRecord second = PromotionRecords.ended(KUBE_INFO, 2);
        lose(verb);

        Stored stored = store.replace(nothing, first).orElseThrow();
        Stored next = store.replace(stored, second).orElseThrow();

        assertEquals(second, process().records().read().record());
        assertEquals(Optional.empty(), process().records().replace(stored, first));
        assertEquals(next.seen().map(object -> object.uid()), stored.seen().map(o -> o.uid()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "update"})
    @DisplayName("a lock that was taken all the same is ours, under one term")
    void lock(String verb) {
        if (verb.equals("update")) {
            Process before = process();
            before.take("run-0");
            before.lock.giveBack();
        }
        Process process = process();
        lose(verb);

        PromotionLock.Held held = process.take("run-1");

        assertEquals(verb.equals("update") ? 2 : 1, held.term());
        process.lock.renew();
        assertEquals(held.term(), process.lock.peek().orElseThrow().term());
    }

    @ParameterizedTest
    @ValueSource(strings = {"update"})
    @DisplayName("a lock that was renewed, given back or released all the same is so")
    void after(String verb) {
        Process process = process();
        process.take("run-1");
        process.time.pass(Duration.ofSeconds(30));
        lose(verb);
        process.lock.renew();
        assertTrue(process.lock.trusted());

        lose(verb);
        assertEquals(Optional.empty(), process.lock.giveBack());
        assertTrue(process.lock.peek().orElseThrow().free());

        process.take("run-2");
        lose(verb);
        assertTrue(process().lock.release("run-2").isPresent());
        assertTrue(process.lock.peek().orElseThrow().free());
    }
}
