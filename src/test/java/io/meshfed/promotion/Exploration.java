package io.meshfed.promotion;

import io.meshfed.promotion.Moves.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Visits every world that can come about, breadth first, so that a way to a mistake is short. */
final class Exploration {

    private final Subject subject;
    private final Moves moves;
    private final Packing packing = new Packing();
    private final LongIndex index = new LongIndex();
    private final IntList sources = new IntList();
    private final IntList targets = new IntList();
    private final IntList parents = new IntList();
    private int current;

    private Exploration(Subject subject) {
        this.subject = subject;
        this.moves = new Moves(subject, (how, world) -> reached(world));
    }

    /**
     * @throws AssertionError when a rule is broken, with the way there
     */
    static Exploration of(Subject subject) {
        Exploration exploration = new Exploration(subject);
        exploration.run();
        return exploration;
    }

    private void run() {
        index.add(packing.pack(World.start()));
        parents.add(0);
        for (current = 0; current < index.size(); current++) {
            World world = world(current);
            try {
                moves.from(world);
            } catch (Judge.Broken broken) {
                throw new AssertionError(broken.getMessage() + "\n" + way(current), broken);
            }
        }
    }

    private void reached(World world) {
        int before = index.size();
        int reached = index.add(packing.pack(world.settled()));
        if (reached == before) {
            parents.add(current);
        }
        if (reached != current) {
            sources.add(current);
            targets.add(reached);
        }
    }

    int states() {
        return index.size();
    }

    /** Every state that is stored in one of the worlds. */
    Set<PromotionState> records() {
        return packing.records();
    }

    World world(int state) {
        return packing.unpack(index.at(state));
    }

    /** The states after which nothing at all can happen. */
    BitSet dead() {
        BitSet dead = new BitSet(states());
        dead.set(0, states());
        for (int edge = 0; edge < sources.size(); edge++) {
            dead.clear(sources.at(edge));
        }
        return dead;
    }

    /** The states from which no way leads to a world that fits. */
    BitSet withoutWayTo(Predicate<World> goal) {
        BitSet reaching = new BitSet(states());
        ArrayDeque<Integer> open = new ArrayDeque<>();
        for (int state = 0; state < states(); state++) {
            if (goal.test(world(state))) {
                reaching.set(state);
                open.add(state);
            }
        }
        int[] starts = starts();
        int[] before = before(starts);
        while (!open.isEmpty()) {
            int state = open.remove();
            for (int i = starts[state]; i < starts[state + 1]; i++) {
                if (!reaching.get(before[i])) {
                    reaching.set(before[i]);
                    open.add(before[i]);
                }
            }
        }
        BitSet without = new BitSet(states());
        without.set(0, states());
        without.andNot(reaching);
        return without;
    }

    private int[] starts() {
        int[] starts = new int[states() + 2];
        for (int edge = 0; edge < targets.size(); edge++) {
            starts[targets.at(edge) + 2]++;
        }
        for (int i = 2; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        return starts;
    }

    /** The edges turned round, sorted by where they lead; moves the starts to their places. */
    private int[] before(int[] starts) {
        int[] before = new int[targets.size()];
        for (int edge = 0; edge < targets.size(); edge++) {
            before[starts[targets.at(edge) + 1]++] = sources.at(edge);
        }
        return before;
    }

    /** How a state came about, one line a move. */
    String way(int state) {
        List<Integer> states = new ArrayList<>();
        for (int at = state; at != 0; at = parents.at(at)) {
            states.add(at);
        }
        Collections.reverse(states);
        StringBuilder way = new StringBuilder();
        for (int reached : states) {
            way.append(move(parents.at(reached), reached)).append('\n');
        }
        return way.append(world(state)).toString();
    }

    private String move(int from, int to) {
        List<String> moved = new ArrayList<>();
        new Moves(
                        subject,
                        (how, world) -> {
                            if (packing.pack(world.settled()) == index.at(to)) {
                                moved.add(how.get());
                            }
                        })
                .from(world(from));
        return moved.get(0);
    }

    /** Parts of a world as small numbers, so that millions of worlds fit into memory. */
    private static final class Packing {

        private final Parts<PromotionState> records = new Parts<>(22);
        private final Parts<World.Production> productions = new Parts<>(6);
        private final Parts<World.Head> heads = new Parts<>(9);
        private final Parts<World.Memory> memories = new Parts<>(11);

        long pack(World world) {
            long packed = records.number(world.record());
            packed = packed << 6 | productions.number(world.production());
            packed = packed << 9 | heads.number(world.first());
            packed = packed << 9 | heads.number(world.second());
            packed = packed << 11 | memories.number(world.memory());
            return packed << 4 | world.term() << 2 | world.lock();
        }

        World unpack(long packed) {
            return new World(
                    records.part(packed >> 39),
                    (int) (packed & 3),
                    packed >> 2 & 3,
                    productions.part(packed >> 33 & 63),
                    heads.part(packed >> 24 & 511),
                    heads.part(packed >> 15 & 511),
                    memories.part(packed >> 4 & 2047));
        }

        Set<PromotionState> records() {
            return records.numbers.keySet();
        }
    }

    private static final class Parts<T> {

        private final Map<T, Integer> numbers = new HashMap<>();

        /** Most parts of a world are those of the one before: no need to look into them. */
        private final Map<T, Integer> identical = new IdentityHashMap<>();

        private final List<T> parts = new ArrayList<>();
        private final int most;

        Parts(int bits) {
            this.most = 1 << bits;
        }

        int number(T part) {
            Integer same = identical.get(part);
            if (same != null) {
                return same;
            }
            Integer known = numbers.get(part);
            if (known != null) {
                return known;
            }
            if (parts.size() == most) {
                throw new IllegalStateException("more than %d of %s".formatted(most, part));
            }
            numbers.put(part, parts.size());
            identical.put(part, parts.size());
            parts.add(part);
            return parts.size() - 1;
        }

        T part(long number) {
            return parts.get((int) number);
        }
    }
}
