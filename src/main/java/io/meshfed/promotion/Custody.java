package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

/**
 * Who has the promotion in hand, and the way back.
 *
 * @param holder the run that took the lock; empty for none
 * @param term which taking of the lock that was; never less than before. A run works only while it
 *     has the lock by this taking: one that took it since, and did not say so, looks again first
 * @param compared whether the holder found the clusters as the plan has them
 * @param snapshot digest of the snapshot that was stored and read back; empty before
 * @param touched whether production may have been written to
 */
public record Custody(
        String holder, long term, boolean compared, String snapshot, boolean touched) {

    static final Custody NONE = new Custody("", 0, false, "", false);

    public Custody {
        requireNonNull(holder);
        requireNonNull(snapshot);
    }

    Custody heldBy(String run, long newTerm) {
        return new Custody(run, newTerm, false, snapshot, touched);
    }

    Custody released() {
        return heldBy("", term);
    }

    /** Of a new attempt, which has everything before it but the lock's count. */
    Custody anew() {
        return new Custody("", term, false, "", false);
    }

    Custody withCompared() {
        return new Custody(holder, term, true, snapshot, touched);
    }

    Custody withSnapshot(String digest) {
        return new Custody(holder, term, compared, digest, touched);
    }

    Custody withTouched() {
        return new Custody(holder, term, compared, snapshot, true);
    }
}
