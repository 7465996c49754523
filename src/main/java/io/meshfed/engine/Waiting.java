package io.meshfed.engine;

import static java.util.Objects.requireNonNull;

import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Waits for something with a name, with a limit, and says the last reason in every progress line
 * and in the error.
 *
 * @param what is waited for: {@code control plane east/mesh to be Ready}
 * @param remedy what to do when the wait was in vain
 * @param interval between two looks
 */
public record Waiting(String what, String remedy, Duration interval) {

    /** A reason that does not change is said again after this time. */
    private static final Duration REMIND = Duration.ofSeconds(10);

    public Waiting {
        requireNonNull(what);
        requireNonNull(remedy);
        requireNonNull(interval);
    }

    /**
     * @param missing empty when the wait is over, else why it is not
     * @throws FederationException WAIT when the run's time is over, INTERRUPTED when the run is
     *     cancelled; whatever {@code look} throws ends the wait at once
     */
    public <T> T until(
            RunSettings settings, Supplier<T> look, Function<T, Optional<String>> missing) {
        Reminder reminder = new Reminder();
        while (true) {
            T seen = look.get();
            Optional<String> reason = missing.apply(seen);
            if (reason.isEmpty()) {
                return seen;
            }
            Instant now = settings.time().now();
            if (settings.deadline().passed()) {
                throw inVain(settings.timeout(), reason.get());
            }
            reminder.say(settings, what, reason.get(), now);
            settings.pause(interval);
        }
    }

    private FederationException inVain(Duration timeout, String reason) {
        return new FederationException(
                ErrorClass.WAIT,
                "waited %s for %s: %s".formatted(Durations.text(timeout), what, reason),
                remedy);
    }

    private static final class Reminder {
        private String lastReason = "";
        private Instant lastSaid = Instant.EPOCH;

        void say(RunSettings settings, String what, String reason, Instant now) {
            if (!reason.equals(lastReason) || lastSaid.plus(REMIND).isBefore(now)) {
                settings.progress().waiting(what, reason);
                lastReason = reason;
                lastSaid = now;
            }
        }
    }
}
