package io.meshfed.probe;

/**
 * Where a share lies, as far as a sample can tell: Wilson's score interval. Unlike the textbook's
 * it is right for few samples and for shares near nothing and near all.
 *
 * @param lower from 0 to 1
 * @param upper from 0 to 1
 */
record Wilson(double lower, double upper) {

    /** Two borders: the share lies beyond either in one of forty cases, beyond one in twenty. */
    static final double TWO_SIDED = 1.959964;

    /** One border: the share lies beyond it in one of twenty cases. */
    static final double ONE_SIDED = 1.644854;

    /**
     * @param z as many standard deviations are believed in
     */
    static Wilson of(long hits, long all, double z) {
        if (all == 0) {
            return new Wilson(0, 1);
        }
        double share = (double) hits / all;
        double square = z * z;
        double middle = (share + square / (2 * all)) / (1 + square / all);
        double spread =
                z
                        / (1 + square / all)
                        * Math.sqrt(share * (1 - share) / all + square / (4.0 * all * all));
        // Exactly, where rounding would leave a little doubt.
        return new Wilson(
                hits == 0 ? 0 : Math.max(0, middle - spread),
                hits == all ? 1 : Math.min(1, middle + spread));
    }
}
