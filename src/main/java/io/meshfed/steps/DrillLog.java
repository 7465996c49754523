package io.meshfed.steps;

import io.meshfed.probe.Load;
import io.meshfed.probe.Sample;
import io.meshfed.probe.Timeline;
import io.meshfed.probe.Timeline.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What happens in a drill, as it happens. Thread-safe. */
final class DrillLog implements Consumer<Sample> {

    private final String local;
    private final String peer;
    private final List<Sample> samples = new ArrayList<>();
    private final EnumMap<Moment, Duration> moments = new EnumMap<>(Moment.class);

    DrillLog(String local, String peer) {
        this.local = local;
        this.peer = peer;
    }

    @Override
    public synchronized void accept(Sample sample) {
        samples.add(sample);
    }

    synchronized void mark(Moment moment, Load load) {
        moments.put(moment, load.elapsed());
    }

    String local() {
        return local;
    }

    String peer() {
        return peer;
    }

    /** Put in order outside the lock: threads that send requests wait for it. */
    Timeline soFar() {
        List<Sample> heard;
        Map<Moment, Duration> happened;
        synchronized (this) {
            heard = new ArrayList<>(samples);
            happened = new EnumMap<>(moments);
        }
        return new Timeline(local, peer, heard, happened);
    }
}
