package io.meshfed.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One course of things: a story to whose runs something happens, one after the other, until one run
 * is let through.
 *
 * @param gap until somebody starts the next run, on the second that follows
 */
record Schedule(Story story, Duration gap, List<Mishap> mishaps) {

    static final Duration AT_ONCE = Duration.ofSeconds(1);

    Schedule {
        mishaps = List.copyOf(mishaps);
    }

    static Schedule of(Story story, Mishap... mishaps) {
        return new Schedule(story, AT_ONCE, Arrays.asList(mishaps));
    }

    Schedule then(Mishap next) {
        List<Mishap> more = new ArrayList<>(mishaps);
        more.add(next);
        return new Schedule(story, gap, more);
    }

    Schedule after(Duration other) {
        return new Schedule(story, other, mishaps);
    }

    /**
     * What came of it.
     *
     * @param lines all requests of all runs, as they must come again
     * @param broken the runs to which something happened
     * @param mended the run that was let through
     * @param wrong empty when all is well
     */
    record Outcome(
            Schedule schedule,
            List<String> lines,
            List<Ran> broken,
            Ran mended,
            List<String> wrong,
            long writes) {

        @Override
        public String toString() {
            return "%s:\n  %s".formatted(schedule, String.join("\n  ", wrong));
        }
    }

    /** Whoever starts it again at once is the pipeline, whoever comes late is somebody else. */
    private boolean retried() {
        return gap.equals(AT_ONCE);
    }

    /** In which its first run begins. */
    World world() {
        World world = story.world();
        if (retried()) {
            world.beginPipeline();
        }
        return world;
    }

    /** S after every write; in the end L1 or L5, and L2. */
    Outcome run() {
        World world = world();
        boolean retried = retried();
        List<String> lines = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        Command next = story.cut();
        List<Ran> broken = new ArrayList<>();
        for (Mishap mishap : mishaps) {
            Ran ran = world.run(next, mishap);
            broken.add(ran);
            lines.addAll(ran.lines());
            if (ran.verdict().isEmpty() != mishap.ends()) {
                wrong.add("%s did not happen as meant: %s".formatted(mishap, ran));
            }
            world.clock().rest(gap);
            next = story.mend();
        }
        Ran mended = world.run(next);
        lines.addAll(mended.lines());
        if (!mended.ok()) {
            wrong.add("L1: " + mended);
        }
        wrong.addAll(differences(world));
        if (!retried && !mended.writes().isEmpty() && world.locked()) {
            wrong.add("L4: the lock is left behind");
        }
        Ran again = world.run(next);
        lines.addAll(again.lines());
        if (!again.ok() || !next.writesAgain() && !again.writes().isEmpty()) {
            wrong.add("L2: " + again + ", writes: " + again.writes());
        }
        if (next.writesAgain()) {
            wrong.addAll(differences(world));
        }
        wrong.addAll(world.oracle().wrong());
        return new Outcome(this, lines, broken, mended, wrong, world.oracle().writes());
    }

    private List<String> differences(World world) {
        var goal = story.goal();
        var state = State.whole(world);
        List<String> differences = new ArrayList<>();
        goal.forEach(
                (key, object) -> {
                    if (!object.equals(state.get(key))) {
                        differences.add(
                                "L1: %s should be\n    %s\n    and is\n    %s"
                                        .formatted(key, object, state.get(key)));
                    }
                });
        state.keySet().stream()
                .filter(key -> !goal.containsKey(key))
                .forEach(key -> differences.add("L5: left behind: " + key));
        return differences;
    }

    /** {@code FEDERATE: before 12, lost 3}. */
    static Schedule parse(String text) {
        String[] parts = text.split(":", 2);
        String[] head = parts[0].strip().split(" ");
        Duration gap = head.length > 1 ? Duration.parse(head[1]) : AT_ONCE;
        return new Schedule(
                Story.valueOf(head[0]),
                gap,
                parts[1].isBlank()
                        ? List.of()
                        : Arrays.stream(parts[1].split(",")).map(Mishap::parse).toList());
    }

    @Override
    public String toString() {
        return story
                + (gap.equals(AT_ONCE) ? "" : " " + gap)
                + ": "
                + mishaps.stream().map(Mishap::toString).collect(Collectors.joining(", "));
    }
}
