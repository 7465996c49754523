package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

/**
 * A release of the service that was promoted, or was to be, and how that ended.
 *
 * @param release its digest
 */
public record PastRelease(String release, Ending ending) {

    public PastRelease {
        requireNonNull(release);
        requireNonNull(ending);
    }

    /**
     * The later ending of the same release. That it failed is forgotten only when it was promoted
     * after all: an attempt that was broken off says nothing about the release.
     */
    PastRelease then(Ending later) {
        boolean stays = ending == Ending.FAILED && later != Ending.PROMOTED;
        return stays ? this : new PastRelease(release, later);
    }
}
