package io.meshfed.probe;

import io.meshfed.sandbox.mesh.VirtualClock;
import io.meshfed.sandbox.traffic.Traffic;
import io.meshfed.sandbox.traffic.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Requests at a steady rate in virtual time; each is answered at the moment at which it is due. */
public final class ClockedLoad implements Load {

    private final VirtualClock clock;
    private final Target target;
    private final LoadPlan plan;
    private final Consumer<Sample> heard;
    private final Instant begin;
    private long next;
    private boolean stopped;

    private ClockedLoad(VirtualClock clock, Target target, LoadPlan plan, Consumer<Sample> heard) {
        this.clock = clock;
        this.target = target;
        this.plan = plan;
        this.heard = heard;
        this.begin = clock.now();
    }

    public static Source on(VirtualClock clock, Traffic traffic) {
        return (target, tls, plan, heard) -> {
            ClockedLoad load = new ClockedLoad(clock, target, plan, heard);
            load.ask(traffic);
            return load;
        };
    }

    private boolean over() {
        return stopped || next >= plan.requests();
    }

    private void ask(Traffic traffic) {
        if (over()) {
            return;
        }
        Duration due = Duration.ofNanos(plan.due(next++));
        Visit visit = Visit.of(traffic, target.host(), target.url().getPath());
        heard.accept(
                visit.status() == target.expectedStatus()
                        ? Sample.answered(due, Duration.ZERO, Answerer.of(visit.body()))
                        : Sample.failed(due, Duration.ZERO, "status " + visit.status()));
        clock.after(Duration.ofNanos(plan.due(next)).minus(elapsed()), () -> ask(traffic));
    }

    @Override
    public Duration elapsed() {
        return Duration.between(begin, clock.now());
    }

    @Override
    public boolean await(Duration time) {
        clock.advance(time);
        return over();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        stop();
    }
}
