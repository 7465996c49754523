package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Ownership;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One run at a time writes, on whichever API server. */
abstract class LeaseContract extends LeaseBed {

    private static final Duration BLOCKED_AT_MOST = Duration.ofSeconds(35);

    @Test
    @DisplayName("a run has the lease from its first write to its end, for two requests")
    void fromFirstWriteToEnd() {
        Writer run = writer("run-1");
        apply(data(Map.of("written", "1")));
        assertEquals(Change.Kind.UNCHANGED, run.write("1").kind());
        assertTrue(stored().isEmpty(), "taken although there was nothing to write");

        assertEquals(Change.Kind.UPDATED, run.write("2").kind());
        ClusterObject held = stored().orElseThrow();
        assertEquals("run-1", holder());
        assertEquals(30L, held.number("spec", "leaseDurationSeconds").orElseThrow());
        assertTrue(Ownership.isOurs(held));
        run.write("3");

        run.locks.close();
        assertTrue(stored().isEmpty(), "left behind");
        assertEquals(1, run.sent("create"));
        assertEquals(1, run.sent("delete"));
        assertEquals(0, run.sent("update"));
        refusal(ErrorClass.INTERRUPTED, () -> run.write("4"));
    }

    @Test
    @DisplayName("C1: a run that meets one that lives is a CONFLICT that says who, where and since")
    void living() {
        Writer first = writer("run-1");
        Writer second = writer("run-2");
        first.write("1");
        second.time.inEachPause(
                time -> {
                    first.time.pass(time);
                    first.locks.tick();
                });

        FederationException refusal = refusal(ErrorClass.CONFLICT, () -> second.write("2"));

        assertSays(
                refusal,
                "'run-1' holds Lease " + namespace + "/meshfed-test since 20",
                "cluster 'aro'",
                "--lock-wait");
        assertEquals(refusal, second.locks.refusal().orElseThrow());
        assertEquals(0, second.sent("patch"));
        assertTrue(second.time.elapsed().compareTo(Duration.ofSeconds(12)) < 0);
        first.write("3");
        assertEquals("3", live().object("data").get("written"));
    }

    @Test
    @DisplayName("C1: with patience it waits for the other's end, and reads again before it writes")
    void patience() {
        Writer first = writer("run-1");
        Writer second = writer(LockOptions.alone("run-2").waiting(Duration.ofMinutes(5)));
        first.write("1");
        second.time.inEachPause(
                time -> {
                    first.time.pass(time);
                    first.locks.tick();
                    if (first.time.elapsed().compareTo(Duration.ofMinutes(2)) > 0) {
                        first.locks.close();
                    }
                });

        assertEquals(Change.Kind.UPDATED, second.writeAfresh("2").kind());

        assertEquals("run-2", holder());
        assertTrue(
                second.said.said().get(0).contains("'run-1' holds Lease "),
                () -> second.said.said().toString());
        assertTrue(
                second.said.said().get(0).endsWith("after 30s without a sign of life"),
                () -> second.said.said().toString());
        assertEquals("2", live().object("data").get("written"));
    }

    @Test
    @DisplayName("patience has an end, which is the CONFLICT")
    void patienceEnds() {
        Writer first = writer("run-1");
        Writer second = writer(LockOptions.alone("run-2").waiting(Duration.ofMinutes(2)));
        first.write("1");
        second.time.inEachPause(
                time -> {
                    first.time.pass(time);
                    first.locks.tick();
                });

        refusal(ErrorClass.CONFLICT, () -> second.write("2"));

        assertTrue(
                second.said.said().get(1).endsWith("it is alive and waited for, for up to 2m"),
                () -> second.said.said().toString());
        Duration waited = second.time.elapsed();
        assertTrue(waited.compareTo(Duration.ofMinutes(2)) >= 0, waited::toString);
        assertTrue(waited.compareTo(Duration.ofSeconds(135)) < 0, waited::toString);
    }

    @Test
    @DisplayName("B7: a run that died gives way within 35 s, and the next one says whose it was")
    void dead() {
        writer("run-1").write("1");
        Writer second = writer("run-2");

        second.writeAfresh("2");

        Duration waited = second.time.elapsed();
        assertTrue(waited.compareTo(LEASE) >= 0, waited::toString);
        assertTrue(waited.compareTo(BLOCKED_AT_MOST) <= 0, waited::toString);
        assertEquals("run-2", holder());
        assertEquals(1L, stored().orElseThrow().number("spec", "leaseTransitions").orElseThrow());
        assertTrue(
                second.said.said().toString().contains("'run-1' holds Lease "),
                () -> second.said.said().toString());
        assertTrue(
                second.said.said().toString().contains("no sign of life for 1"),
                () -> second.said.said().toString());
    }

    @Test
    @DisplayName("B8: a run that was stopped while another took over writes nothing more")
    void stopped() {
        Writer first = writer("run-1");
        first.write("1");
        Writer second = writer("run-2");
        second.writeAfresh("2");
        int written = first.sent("patch");
        first.time.pass(Duration.ofMinutes(5));

        FederationException lost = refusal(ErrorClass.CONFLICT, () -> first.write("3"));
        refusal(ErrorClass.CONFLICT, () -> first.own.delete(ref, seen()));
        first.locks.tick();
        first.locks.close();

        assertSays(lost, "'run-2' holds Lease " + namespace + "/meshfed-test");
        assertEquals(written, first.sent("patch"));
        assertEquals(0, first.sent("delete"));
        assertEquals("run-2", holder());
        assertEquals("2", live().object("data").get("written"));
        second.write("4");
    }

    @Test
    @DisplayName("B8: so it is when the other is through and gone")
    void stoppedLong() {
        Writer first = writer("run-1");
        first.write("1");
        Writer second = writer("run-2");
        second.writeAfresh("2");
        second.locks.close();
        first.time.pass(Duration.ofMinutes(5));

        refusal(ErrorClass.CONFLICT, () -> first.write("3"));

        assertEquals("2", live().object("data").get("written"));
    }

    @Test
    @DisplayName("B8: a machine that slept knows it by its clock on the wall")
    void slept() {
        Writer first = writer("run-1");
        first.write("1");
        writer("run-2").writeAfresh("2");
        first.time.setWall(Duration.ofMinutes(5));

        refusal(ErrorClass.CONFLICT, () -> first.write("3"));
    }

    @ParameterizedTest(name = "by {0} hours")
    @ValueSource(ints = {-2, 2})
    @DisplayName("C10: a clock that is wrong neither shortens a lease nor makes it longer")
    void skew(int hours) {
        Writer first = writer("run-1");
        first.time.setWall(Duration.ofHours(hours));
        first.write("1");
        Writer living = writer("run-2");
        living.time.inEachPause(
                time -> {
                    first.time.pass(time);
                    first.locks.tick();
                });
        refusal(ErrorClass.CONFLICT, () -> living.write("2"));

        Writer later = writer("run-3");
        later.writeAfresh("3");

        Duration waited = later.time.elapsed();
        assertTrue(waited.compareTo(LEASE) >= 0, waited::toString);
        assertTrue(waited.compareTo(BLOCKED_AT_MOST) <= 0, waited::toString);
    }

    @Test
    @DisplayName("signs of life are given every ten seconds, and before a write that comes late")
    void signsOfLife() {
        Writer run = writer("run-1");
        run.write("1");
        run.time.pass(Duration.ofSeconds(9));
        run.locks.tick();
        assertEquals(0, run.sent("update"));
        run.time.pass(Duration.ofSeconds(1));
        run.locks.tick();
        assertEquals(1, run.sent("update"));

        run.time.pass(Duration.ofSeconds(19));
        run.write("2");
        assertEquals(1, run.sent("update"));
        run.time.pass(Duration.ofSeconds(1));
        run.write("3");
        assertEquals(2, run.sent("update"));
        assertEquals("run-1", holder());
    }

    @Test
    @DisplayName("whose lease was taken away by hand writes nothing more")
    void takenAway() {
        Writer run = writer("run-1");
        run.write("1");
        cluster().delete(lease);
        run.time.pass(Duration.ofSeconds(10));
        run.locks.tick();

        refusal(ErrorClass.CONFLICT, () -> run.write("2"));

        assertEquals(1, run.sent("patch"));
    }

    @Test
    @DisplayName("a Lease of that name that is somebody else's is a CONFLICT and stays as it is")
    void foreign() {
        cluster()
                .create(
                        "their-operator",
                        lease,
                        Map.of(),
                        Map.of("spec", Map.of("holderIdentity", "them")));
        Writer run = writer("run-1");

        FederationException refused = refusal(ErrorClass.CONFLICT, () -> run.write("1"));
        assertSays(refused, "their-operator");
        assertSays(refused, "stands where the lock of federation");
        String delete = "delete leases.coordination.k8s.io %s -n ".formatted(lease.name());
        assertTrue(refused.remedy().contains(delete), refused::remedy);

        assertEquals("them", holder());
        assertFalse(session.find(ref).isPresent());
    }

    @Test
    @DisplayName("a Lease with our labels and nothing in it is taken over as a dead one's")
    void empty() {
        cluster()
                .create(
                        "kubectl",
                        lease,
                        Map.copyOf(Ownership.labels("test")),
                        Map.of("spec", Map.of()));
        Writer run = writer("run-1");

        run.writeAfresh("1");

        assertEquals("run-1", holder());
        assertTrue(run.said.said().get(0).contains("nobody by name holds Lease "));
    }

    @Test
    @DisplayName("a dry run asks for no lease")
    void dryRun() {
        Writer run = writer("run-1");

        run.own.dryRun(data(Map.of("a", "1")), seen());

        assertEquals(0, run.sent("create"));
        assertTrue(stored().isEmpty());
    }
}
