package io.meshfed.steps.promotion;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.VirtualTime;
import io.meshfed.engine.RunSettings;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.About;
import io.meshfed.promotion.Action.Do;
import io.meshfed.promotion.Course;
import io.meshfed.promotion.Event.Started;
import io.meshfed.promotion.Finding;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Position;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.PromotionState;
import io.meshfed.promotion.Work;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.testing.SaidProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Runs over a memory, a lock and works that behave, and do what a test asks of them. */
abstract class RunBed {

    static final String RELEASE = "release-1";
    static final String PLAN = "plan-1";
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    final Cancellation cancellation = new Cancellation();
    final VirtualTime time = new VirtualTime(cancellation);
    final SaidProgress said = SaidProgress.silent();
    final FakeMemory memory = new FakeMemory();
    final FakeLock lock = new FakeLock();
    final FakeWorks works = new FakeWorks();

    PromotionRun run(String name) {
        RunSettings settings =
                new RunSettings(
                        said,
                        cancellation,
                        time,
                        Duration.ofHours(1),
                        Deadline.none(),
                        RunSettings.Mode.WRITE);
        return new PromotionRun(
                new PromotionRun.Surroundings(name, settings),
                new Ledger(memory.seenByOne(), time::now),
                lock.of(name),
                works);
    }

    RunEnd promote(String name) {
        return promote(name, wishes());
    }

    RunEnd promote(String name, Wishes wishes) {
        return run(name).promote(started(""), about(), wishes);
    }

    static Started started(String override) {
        return new Started(RELEASE, PLAN, new Course(2, Finish.INSTALL, true), override);
    }

    static About about() {
        return new About(
                new About.Subject(
                        "kube-info-2",
                        "east",
                        "west",
                        new ServiceName("prod-member", "kube-info"),
                        new About.Contents("v2", new TreeMap<>(), "")),
                "",
                NOW,
                NOW);
    }

    static Wishes wishes() {
        return wishes(Duration.ZERO, Duration.ofHours(2), Duration.ofMinutes(1));
    }

    static Wishes wishes(Duration forward, Duration giveUp, Duration back) {
        return new Wishes(
                "jane",
                PLAN,
                "",
                Position.NO_PAUSE,
                false,
                new Wishes.Patience(forward, giveUp, back));
    }

    static Wishes pausing(int step, boolean resume) {
        return new Wishes("jane", PLAN, "", step, resume, wishes().patience());
    }

    PromotionState state() {
        return memory.record.state();
    }

    static FederationException trouble(ErrorClass errorClass) {
        return new FederationException(errorClass, "trouble", "do something");
    }

    /** As a server keeps it: whoever replaces something has seen it. */
    static final class FakeMemory {
        PromotionRecord record = PromotionRecord.none();
        boolean loseNextReply;
        int stored;

        Memory seenByOne() {
            return new Memory() {
                private PromotionRecord seen = record;

                @Override
                public PromotionRecord read() {
                    seen = record;
                    return record;
                }

                @Override
                public boolean replace(PromotionRecord next) {
                    boolean told = seen == record && !loseNextReply;
                    if (seen == record) {
                        record = next;
                        seen = next;
                        stored++;
                    }
                    loseNextReply = false;
                    return told;
                }
            };
        }
    }

    /** One lock for all runs of a test; a run that is not there any more has lost it. */
    static final class FakeLock {
        String holder = "";
        long term;

        Hold of(String name) {
            return new Hold() {
                @Override
                public long take() {
                    holder = name;
                    return ++term;
                }

                @Override
                public void require() {
                    if (isLost()) {
                        throw trouble(ErrorClass.CONFLICT);
                    }
                }

                @Override
                public void watch() {
                    require();
                }

                @Override
                public boolean isLost() {
                    return !holder.equals(name);
                }

                @Override
                public void giveBack() {
                    holder = isLost() ? holder : "";
                }
            };
        }
    }

    /** Works that go well, unless a test says what comes of them, in turn. */
    static final class FakeWorks implements Works {
        final List<String> done = new ArrayList<>();
        private final Map<Work, Deque<Supplier<Found>>> next = new EnumMap<>(Work.class);

        FakeWorks then(Work work, Supplier<Found> found) {
            next.computeIfAbsent(work, none -> new ArrayDeque<>()).add(found);
            return this;
        }

        FakeWorks then(Work work, Finding finding) {
            return then(work, () -> Found.of(finding));
        }

        @Override
        public Found perform(Do todo, PromotionRecord record) {
            done.add(todo.step() == 0 ? todo.work().name() : todo.work() + " " + todo.step());
            Deque<Supplier<Found>> told = next.getOrDefault(todo.work(), new ArrayDeque<>());
            return told.isEmpty() ? well(todo.work()) : told.poll().get();
        }

        private static Found well(Work work) {
            return switch (work) {
                case COMPARE_PLAN -> Found.of(Finding.MATCHES);
                case STORE_SNAPSHOT -> Found.snapshot("snapshot-1");
                case JUDGE_RELEASE, JUDGE_STEP, PROVE, PROVE_BACK -> Found.of(Finding.PASS);
                default -> Found.of(Finding.DONE);
            };
        }
    }
}
