package io.meshfed.probe;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A service that is taken away from its mesh and given back, as its users saw it: every request,
 * and what happened when. All times are from the first request on.
 *
 * @param local the mesh that answers as long as it can
 * @param peer the mesh that is to answer instead
 * @param samples in the order in which they were due
 * @param moments what happened so far
 */
public record Timeline(
        String local, String peer, List<Sample> samples, Map<Moment, Duration> moments) {

    /** What happens in a drill. */
    public enum Moment {
        TAKEN_AWAY("scaled to 0"),
        GONE("no pod left"),
        GIVEN_BACK("scaled back"),
        THERE("pods available");

        private final String label;

        Moment(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * How a change went.
     *
     * @param lost requests that failed from it on, to the next change
     * @param first until the first answer of who should answer then; empty when none came
     * @param steady until the first of those answers after which all were; empty when the last was
     *     none
     */
    public record Passage(long lost, Optional<Duration> first, Optional<Duration> steady) {}

    public Timeline {
        requireNonNull(local);
        requireNonNull(peer);
        samples = samples.stream().sorted(Comparator.comparing(Sample::due)).toList();
        Map<Moment, Duration> copy = new EnumMap<>(Moment.class);
        copy.putAll(moments);
        moments = Collections.unmodifiableMap(copy);
    }

    /** From the mesh to its peer; empty before it began. */
    public Optional<Passage> failover() {
        return from(Moment.TAKEN_AWAY).map(begin -> passage(peer, begin, from(Moment.GIVEN_BACK)));
    }

    /** From the peer back to the mesh; empty before it began. */
    public Optional<Passage> comeback() {
        return from(Moment.GIVEN_BACK).map(begin -> passage(local, begin, Optional.empty()));
    }

    /** Requests that failed since the service was taken away, until the end. */
    public long lost() {
        return failover().map(Passage::lost).orElse(0L) + comeback().map(Passage::lost).orElse(0L);
    }

    /** Requests that failed before anything was done. */
    public long lostBefore() {
        Predicate<Sample> before =
                sample -> from(Moment.TAKEN_AWAY).filter(at -> !ends(sample, at)).isEmpty();
        return samples.stream().filter(sample -> !sample.ok()).filter(before).count();
    }

    /** For how long, up to the last request, that mesh has answered every one. */
    public Duration steadily(String mesh) {
        int at = samples.size();
        while (at > 0 && by(mesh, samples.get(at - 1))) {
            at--;
        }
        return at == samples.size()
                ? Duration.ZERO
                : samples.get(samples.size() - 1).due().minus(samples.get(at).due());
    }

    private Optional<Duration> from(Moment moment) {
        return Optional.ofNullable(moments.get(moment));
    }

    private static boolean ends(Sample sample, Duration before) {
        return sample.ended().compareTo(before) < 0;
    }

    /** A request that was under way at a change counts for it: the change is what cut it off. */
    private Passage passage(String mesh, Duration begin, Optional<Duration> end) {
        List<Sample> part =
                samples.stream()
                        .filter(sample -> !ends(sample, begin))
                        .filter(sample -> end.filter(at -> !ends(sample, at)).isEmpty())
                        .toList();
        Optional<Duration> first =
                part.stream()
                        .filter(sample -> by(mesh, sample))
                        .map(Sample::ended)
                        .min(Comparator.naturalOrder())
                        .map(at -> at.minus(begin));
        return new Passage(
                part.stream().filter(sample -> !sample.ok()).count(),
                first,
                steady(part, mesh, begin));
    }

    /** To the first answer after which all were that mesh's. */
    private static Optional<Duration> steady(List<Sample> part, String mesh, Duration begin) {
        Optional<Duration> steady = Optional.empty();
        for (int i = part.size() - 1; i >= 0 && by(mesh, part.get(i)); i--) {
            steady = Optional.of(part.get(i).ended());
        }
        return steady.map(at -> at.minus(begin));
    }

    private static boolean by(String mesh, Sample sample) {
        return sample.ok() && sample.answerer().mesh().equals(mesh);
    }

    /** One for each second from the first request to the last, also where there was none. */
    public List<Second> seconds() {
        List<Second> seconds = new ArrayList<>();
        for (Sample sample : samples) {
            while (seconds.size() <= sample.due().toSeconds()) {
                seconds.add(Second.NONE);
            }
            int at = (int) sample.due().toSeconds();
            seconds.set(at, seconds.get(at).with(sample));
        }
        return seconds;
    }
}
