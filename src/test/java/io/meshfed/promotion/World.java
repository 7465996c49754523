package io.meshfed.promotion;

import io.meshfed.promotion.Action.Do;
import io.meshfed.promotion.Event.LockTaken;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Everything at one moment of the exploration: what is stored, what production is like, and what
 * two runs have in their heads.
 *
 * @param lock the run that has the promotion lock, 0 for none
 * @param term of the latest taking of the lock
 * @param memory what only the judge of the exploration remembers
 */
record World(
        PromotionState record,
        int lock,
        long term,
        Production production,
        Head first,
        Head second,
        Memory memory) {

    static final int STEPS = 3;

    private static final List<String> RUNS = List.of("nobody", "run-1", "run-2");
    private static final List<String> RELEASES = List.of("none", "release-1", "release-2");

    /**
     * @param route where traffic goes: {@link #HOME}, a step of the ramp from 1, or {@link #FULL}
     * @param installed number of the release, 0 for what was there before all
     */
    record Production(boolean exports, int route, int installed) {
        static final int HOME = 0;
        static final int FULL = STEPS + 1;

        Production routed(int newRoute) {
            return new Production(exports, newRoute, installed);
        }

        Production exporting(boolean newExports) {
            return new Production(newExports, route, installed);
        }

        Production running(int release) {
            return new Production(exports, route, release);
        }

        /** The name of a snapshot of it. */
        String digest() {
            return "%b/%d/%d".formatted(exports, route, installed);
        }

        static Production of(String digest) {
            String[] parts = digest.split("/");
            return new Production(
                    Boolean.parseBoolean(parts[0]),
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]));
        }
    }

    /** What a run is about to do, or did and has not written down yet; neither when it is new. */
    record Head(Optional<Do> decided, Optional<Event> done) {
        static final Head EMPTY = new Head(Optional.empty(), Optional.empty());

        static Head deciding(Do work) {
            return new Head(Optional.of(work), Optional.empty());
        }

        static Head knowing(Event event) {
            return new Head(Optional.empty(), Optional.of(event));
        }

        Optional<Long> term() {
            return done.filter(LockTaken.class::isInstance)
                    .map(event -> ((LockTaken) event).term());
        }

        Head counted(TreeSet<Long> terms) {
            return term().isEmpty()
                    ? this
                    : knowing(
                            new LockTaken(
                                    ((LockTaken) done.orElseThrow()).run(),
                                    terms.headSet(term().orElseThrow()).size()));
        }

        boolean empty() {
            return equals(EMPTY);
        }
    }

    /**
     * @param found production as the attempt found it
     * @param passed a bit for each gate that said yes in this attempt: 0 the release's, then the
     *     steps'
     * @param back whether the way back was begun in this attempt
     * @param failed a bit for each release that failed and was not promoted since
     * @param attempts how many were begun
     */
    record Memory(Production found, int passed, boolean back, int failed, int attempts) {

        boolean passedAllBefore(int step) {
            int needed = (1 << (step + 1)) - 1;
            return (passed & needed) == needed;
        }
    }

    static World start() {
        Production before = new Production(false, Production.HOME, 0);
        return new World(
                PromotionState.none(),
                0,
                0,
                before,
                Head.EMPTY,
                Head.EMPTY,
                new Memory(before, 0, false, 0, 0));
    }

    static String run(int number) {
        return RUNS.get(number);
    }

    static String release(int number) {
        return RELEASES.get(number);
    }

    int releaseUnderWay() {
        return record.attempt().release().equals(release(2)) ? 2 : 1;
    }

    Head head(int run) {
        return run == 1 ? first : second;
    }

    World with(int run, Head head) {
        return new World(
                record,
                lock,
                term,
                production,
                run == 1 ? head : first,
                run == 2 ? head : second,
                memory);
    }

    World with(PromotionState newRecord, Memory newMemory) {
        return new World(newRecord, lock, term, production, first, second, newMemory);
    }

    World with(Production changed) {
        return new World(record, lock, term, changed, first, second, memory);
    }

    World lockedBy(int run) {
        return new World(record, run, term, production, first, second, memory);
    }

    /** The run takes the lock, and does not know more yet than that it did. */
    World takenBy(int run) {
        LockTaken taken = new LockTaken(run(run), term + 1);
        return new World(record, run, term + 1, production, first, second, memory)
                .with(run, Head.knowing(taken));
    }

    /** Without what cannot come to anything any more, and with terms as small as they can be. */
    World settled() {
        Head one = settled(1);
        Head other = settled(2);
        World alive = one == first && other == second ? this : with(1, one).with(2, other);
        return alive.counted();
    }

    /**
     * A run that lost the lock will not do what it decided, and what it has to say is refused,
     * which is tried of every answer in every world.
     */
    private Head settled(int run) {
        Head head = head(run);
        boolean holds = record.custody().holder().equals(run(run));
        boolean newer = head.term().filter(taken -> taken > record.custody().term()).isPresent();
        boolean alive =
                head.decided().isPresent() ? lock == run : head.term().isPresent() ? newer : holds;
        return alive ? head : Head.EMPTY;
    }

    /** Only the order of terms matters, so they are counted from 0 again, without gaps. */
    private World counted() {
        Custody custody = record.custody();
        if (term == 0) {
            return this;
        }
        TreeSet<Long> terms = new TreeSet<>(List.of(term, custody.term()));
        first.term().ifPresent(terms::add);
        second.term().ifPresent(terms::add);
        if (terms.last() == terms.size() - 1) {
            return this;
        }
        return new World(
                record.with(
                        new Custody(
                                custody.holder(),
                                terms.headSet(custody.term()).size(),
                                custody.compared(),
                                custody.snapshot(),
                                custody.touched())),
                lock,
                terms.headSet(term).size(),
                production,
                first.counted(terms),
                second.counted(terms),
                memory);
    }
}
