package io.meshfed.crash;

import io.meshfed.cluster.WiredSessions.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Schedules whose last cuts come to the same: after the same writes, with the next run at the same
 * moment. A read leaves nothing behind and a world does the same again, so what follows is the same
 * too, and one of them stands for all.
 */
record Alike(List<Schedule> schedules) {

    /** What the next run can tell cuts in one run apart by. */
    private record Beginning(int writes, Duration at) {

        static Beginning after(Cut cut, Ran run, Duration gap) {
            int carriedOut = cut.moment() == Cut.Moment.BEFORE ? cut.request() - 1 : cut.request();
            long writes = run.requests().stream().limit(carriedOut).filter(Sent::writes).count();
            Duration sent = run.sentAt().get(cut.request() - 1);
            Duration end = cut.moment() == Cut.Moment.BEFORE ? sent : sent.plus(Line.LATENCY);
            return new Beginning((int) writes, HeldClock.rested(end, gap));
        }
    }

    Alike {
        schedules = List.copyOf(schedules);
    }

    static Alike only(Schedule schedule) {
        return new Alike(List.of(schedule));
    }

    /** The one that stands for all. */
    Schedule first() {
        return schedules.get(0);
    }

    /**
     * Each of them with one more cut.
     *
     * @param next what the run does that is cut, when nobody cuts it
     */
    List<Alike> then(Ran next, Stream<Cut> cuts) {
        Map<Beginning, List<Cut>> alike = new LinkedHashMap<>();
        cuts.forEach(
                cut ->
                        alike.computeIfAbsent(
                                        Beginning.after(cut, next, first().gap()),
                                        first -> new ArrayList<>())
                                .add(cut));
        return alike.values().stream().map(this::then).toList();
    }

    private Alike then(List<Cut> cuts) {
        return new Alike(
                schedules.stream().flatMap(schedule -> cuts.stream().map(schedule::then)).toList());
    }

    boolean none(Predicate<Schedule> of) {
        return schedules.stream().noneMatch(of);
    }

    static int count(List<Alike> all) {
        return all.stream().mapToInt(each -> each.schedules().size()).sum();
    }
}
