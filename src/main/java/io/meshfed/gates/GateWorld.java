package io.meshfed.gates;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.Timekeeper;
import io.meshfed.report.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The world outside a gate.
 *
 * @param deadline at which all asking must be over
 * @param folder of the file that the gates are from: paths in it are relative to it
 * @param redactor learns every token before it is sent
 * @param environment of this process; programs see little of it
 */
public record GateWorld(
        Timekeeper time,
        Cancellation cancellation,
        Deadline deadline,
        Path folder,
        Redactor redactor,
        Map<String, String> environment) {

    public GateWorld {
        requireNonNull(time);
        requireNonNull(cancellation);
        requireNonNull(deadline);
        requireNonNull(folder);
        requireNonNull(redactor);
        environment = Map.copyOf(environment);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** The limit, or what is left when that is less. */
    Duration within(Duration limit) {
        Duration left = deadline.remaining();
        return left.compareTo(limit) < 0 ? left : limit;
    }

    /** Lets that much time pass, jittered so that many runs do not ask at the same moment. */
    boolean pause(Duration time) {
        Duration spread = time.plusMillis((long) (time.toMillis() * this.time.chance() / 5));
        return this.time.pause(within(spread)) && !deadline.passed();
    }
}
