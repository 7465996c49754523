package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One promotion from its beginning to its end.
 *
 * @param promotion name in its file
 * @param version of the release, for people
 * @param release digest of the release
 * @param plan digest of the plan
 * @param approver empty when nobody had to approve, or nobody did
 * @param override why a release that had failed was tried again; empty when it had not
 * @param started by the clock of production's API server, as {@code ended}
 */
public record Episode(
        String promotion,
        String version,
        String release,
        String plan,
        String approver,
        String override,
        Instant started,
        Instant ended,
        Ending ending) {

    public Episode {
        requireNonNull(promotion);
        requireNonNull(version);
        requireNonNull(release);
        requireNonNull(plan);
        requireNonNull(approver);
        requireNonNull(override);
        requireNonNull(started);
        requireNonNull(ended);
        if (ending == Ending.OPEN) {
            throw new IllegalArgumentException("what is open has not ended");
        }
    }

    /** What ended, and how. */
    static Episode of(About about, PromotionState ended, Instant at) {
        Attempt attempt = ended.attempt();
        return new Episode(
                about.subject().promotion(),
                about.subject().contents().version(),
                attempt.release(),
                attempt.plan(),
                attempt.approver(),
                attempt.override(),
                about.started(),
                at,
                ended.ending());
    }
}
