package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.RunSettings;
import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets a step of the ramp last, and looks meanwhile whether it may.
 *
 * @param peers why no requests may be sent to the peer; empty when they may
 * @param alive throws when the promotion is not in this run's hands any more
 */
record RampWatch(
        RunSettings settings, Supplier<Optional<FederationException>> peers, Runnable alive) {

    private static final Duration TELL_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(15);

    /** After the gateways dropped their connections these are back within a second. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** One bad look may be a restart of an istiod. */
    private static final int BAD_LOOKS = 2;

    RampWatch {
        requireNonNull(settings);
        requireNonNull(peers);
        requireNonNull(alive);
    }

    /**
     * @param what is told while it lasts: {@code step 2 of 4, weight 25%}
     * @return why it did not last: the peers are apart
     * @throws FederationException WAIT when the run's time is over, INTERRUPTED when it is to end
     */
    Optional<FederationException> last(Duration lasting, String what) {
        Duration end = settings.time().elapsed().plus(lasting);
        Duration look = settings.time().elapsed().plus(LOOK_EVERY);
        int bad = 0;
        for (Duration left = lasting; isLonger(left, Duration.ZERO); left = left(end)) {
            requireTime(what, left);
            settings.progress().measuring("%s: %s left".formatted(what, Durations.text(left)));
            settings.pause(isLonger(left, TELL_EVERY) ? TELL_EVERY : left);
            alive.run();
            if (!isLonger(look, settings.time().elapsed())) {
                look = settings.time().elapsed().plus(LOOK_EVERY);
                Optional<FederationException> why = peers.get();
                bad = why.isPresent() ? bad + 1 : 0;
                if (bad >= BAD_LOOKS) {
                    return why;
                }
            }
        }
        // The gates would blame the release for what its peers do.
        return peers.get().flatMap(why -> stillApart(what));
    }

    private Optional<FederationException> stillApart(String what) {
        settings.progress().waiting(what, "the peers are apart; looked at once more");
        settings.pause(LOOK_AGAIN);
        requireTime(what, LOOK_AGAIN);
        alive.run();
        return peers.get();
    }

    private Duration left(Duration end) {
        return end.minus(settings.time().elapsed());
    }

    private static boolean isLonger(Duration one, Duration other) {
        return one.compareTo(other) > 0;
    }

    private void requireTime(String what, Duration left) {
        if (settings.deadline().passed()) {
            throw new FederationException(
                    ErrorClass.WAIT,
                    "%s would have lasted %s more, and the run's time is over"
                            .formatted(what, Durations.text(left)),
                    "Start it again with a longer --timeout: the step begins anew.");
        }
    }
}
