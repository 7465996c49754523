package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.LockOptions.Sharing;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The steps of one pipeline, each a process of its own, on whichever API server. */
abstract class SharedLeaseContract extends LeaseBed {

    private Writer step() {
        return writer(LockOptions.alone("pipeline-1").shared(Sharing.AMONG_STEPS));
    }

    private Writer lastStep() {
        return writer(LockOptions.alone("pipeline-1").shared(Sharing.LAST_OF_STEPS));
    }

    @Test
    @DisplayName("steps that share a holder write at the same time, and wait for nothing")
    void together() {
        Writer one = step();
        Writer two = step();
        one.write("1");

        assertEquals(Change.Kind.UPDATED, two.write("2").kind());
        assertEquals(Change.Kind.UPDATED, one.write("3").kind());

        assertEquals(Duration.ZERO, two.time.elapsed());
        one.time.pass(Duration.ofSeconds(25));
        two.time.pass(Duration.ofSeconds(25));
        one.write("4");
        two.write("5");
        assertEquals("pipeline-1", holder());
    }

    @Test
    @DisplayName("a step leaves the lease to the next one of its pipeline, and to no other")
    void next() {
        Writer one = step();
        one.write("1");
        one.locks.close();
        assertEquals("pipeline-1", holder());

        Writer two = step();
        assertEquals(Change.Kind.UPDATED, two.write("2").kind());
        two.locks.close();

        Writer other = writer("run-9");
        other.writeAfresh("9");
        assertTrue(other.time.elapsed().compareTo(LEASE) >= 0);
        refusal(ErrorClass.CONFLICT, () -> stranger().write("3"));
    }

    /** Of the same pipeline, when another run has the cluster and lives. */
    private Writer stranger() {
        Writer late = step();
        Writer holder = writer(LockOptions.alone("run-9").shared(Sharing.AMONG_STEPS));
        holder.write("10");
        late.time.inEachPause(
                time -> {
                    holder.time.pass(time);
                    holder.locks.tick();
                });
        return late;
    }

    @Test
    @DisplayName("the last step takes the lease away with it")
    void last() {
        Writer one = step();
        one.write("1");
        one.locks.close();
        Writer two = lastStep();
        two.write("2");
        two.locks.close();

        assertTrue(stored().isEmpty());
    }

    @Test
    @DisplayName("so it does when it has nothing to write itself, and costs a look")
    void lastWithoutWrites() {
        Writer one = step();
        one.write("1");
        one.locks.close();
        Writer two = lastStep();
        two.write("1");
        two.locks.close();

        assertTrue(stored().isEmpty());
        assertEquals(0, two.sent("create") + two.sent("update"));
    }

    @Test
    @DisplayName("a step that is still at work keeps it, though the last one had nothing to write")
    void lastWithoutWritesBesideOthers() {
        Writer one = step();
        one.write("1");
        Writer two = lastStep();
        two.locks.close();

        assertEquals("pipeline-1", holder());
    }

    @Test
    @DisplayName("but not while another step of its pipeline is at work")
    void lastBesideOthers() {
        Writer one = step();
        Writer two = lastStep();
        one.write("1");
        two.write("2");
        two.locks.close();

        assertEquals("pipeline-1", holder());
        one.time.pass(Duration.ofSeconds(25));
        assertEquals(Change.Kind.UPDATED, one.write("3").kind());
    }

    @Test
    @DisplayName("C1: a pipeline that lives holds off a run of its own")
    void holdsOff() {
        Writer step = step();
        Writer run = writer("run-2");
        step.write("1");
        run.time.inEachPause(
                time -> {
                    step.time.pass(time);
                    step.locks.tick();
                });

        assertSays(refusal(ErrorClass.CONFLICT, () -> run.write("2")), "'pipeline-1' holds");
    }

    @Test
    @DisplayName("B9: a step that is tried again after a crash waits for nothing")
    void triedAgain() {
        step().write("1");
        Writer again = step();

        assertEquals(Change.Kind.UPDATED, again.write("2").kind());

        assertEquals(Duration.ZERO, again.time.elapsed());
    }

    @Test
    @DisplayName("a run that rests lets others write, and takes the lock anew for its next write")
    void rests() {
        Writer first = writer("run-1");
        first.write("1");
        first.locks.rest();
        assertTrue(stored().isEmpty(), "kept while it rests");

        Writer second = writer("run-2");
        second.write("2");
        second.locks.close();
        first.write("3");

        assertEquals("run-1", holder());
        assertEquals("3", live().object("data").get("written"));
    }

    @Test
    @DisplayName("a run that meets another after its rest reads again before it writes")
    void restsWhileOthersWrite() {
        Writer first = writer(LockOptions.alone("run-1").waiting(Duration.ofMinutes(5)));
        first.write("1");
        first.locks.rest();
        Writer second = writer("run-2");
        second.write("2");
        first.time.inEachPause(time -> second.locks.close());

        first.writeAfresh("3");

        assertEquals("run-1", holder());
    }

    @Test
    @DisplayName("a run whose lock was refused may ask again after a rest")
    void refusedBeforeTheRest() {
        Writer first = writer("run-1");
        Writer second = writer("run-2");
        second.write("1");
        first.time.inEachPause(
                time -> {
                    second.time.pass(time);
                    second.locks.tick();
                });
        refusal(ErrorClass.CONFLICT, () -> first.write("2"));
        second.locks.close();
        refusal(ErrorClass.CONFLICT, () -> first.write("3"));

        first.locks.rest();

        assertEquals(Change.Kind.UPDATED, first.write("4").kind());
    }

    @Test
    @DisplayName("a write that the run's own guard refuses is not sent")
    void guarded() {
        Writer run = writer("run-1");
        run.write("1");
        int sent = run.sent("patch");
        run.locks.guard(
                () -> {
                    throw Cancellation.interrupted();
                });

        refusal(ErrorClass.INTERRUPTED, () -> run.write("2"));

        assertEquals(sent, run.sent("patch"));
    }
}
