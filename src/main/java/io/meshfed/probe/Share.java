package io.meshfed.probe;

import static java.util.Objects.requireNonNull;

import io.meshfed.probe.Finding.Verdict;
import io.meshfed.report.Words;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many of all answers come from there.
 *
 * @param name of a mesh, a version or a cluster
 * @param percent of the answers, from 0 to 100
 * @param tolerance how far off it may be, in percentage points; 0 only for all and for none, where
 *     one other answer is one too many
 */
public record Share(Dimension by, String name, double percent, double tolerance)
        implements Expectation {

    /** Fewer answers prove nothing, even when all are alike. */
    static final int LEAST = 30;

    private static final double ALL = 100;

    /** The last is what the JVM makes of the first in a locale that cannot express it. */
    private static final String GIVE_OR_TAKE = "(?:±|\\+-|\\+/-|\ufffd{2})";

    private static final String NUMBER = "(\\d{1,3}(?:\\.\\d{1,3})?)%?";
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(mesh|version|cluster):)?([A-Za-z0-9._-]{1,63})="
                            + NUMBER
                            + "(?:"
                            + GIVE_OR_TAKE
                            + NUMBER
                            + ")?");

    public Share {
        requireNonNull(by);
        requireNonNull(name);
        if (!(percent >= 0 && percent <= ALL && tolerance >= 0 && tolerance <= ALL)) {
            throw new IllegalArgumentException("shares and tolerances are from 0 to 100");
        }
        if (tolerance == 0 && percent > 0 && percent < ALL) {
            throw new IllegalArgumentException(
                    "a share between 0 and 100 needs a tolerance: '%s=%s±10'"
                            .formatted(name, Percent.number(percent)));
        }
    }

    /**
     * @throws IllegalArgumentException when it is not of the form {@code [DIMENSION:]NAME=N±M}
     */
    public static Share parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not of the form 'west=50±10', 'version:v2=25+-5' or 'cluster:rosa=100'"
                            .formatted(text));
        }
        String by = form.group(1) == null ? "mesh" : form.group(1);
        return new Share(
                Dimension.valueOf(by.toUpperCase(Locale.ROOT)),
                form.group(2),
                Double.parseDouble(form.group(3)),
                form.group(4) == null ? 0 : Double.parseDouble(form.group(4)));
    }

    @Override
    public Subject subject() {
        return Subject.DISTRIBUTION;
    }

    @Override
    public Finding judge(Measurement measured) {
        long hits = measured.answeredBy(by, name);
        long all = measured.answered();
        Wilson share = Wilson.of(hits, all, Wilson.TWO_SIDED);
        Verdict verdict = verdict(hits, all);
        return new Finding(
                verdict,
                toString(),
                "%s: %d of %s, %s; with 95%% confidence from %s to %s"
                        .formatted(
                                label(),
                                hits,
                                Words.count(all, "answer"),
                                Percent.text(Measurement.percent(hits, all)),
                                Percent.text(share.lower() * ALL),
                                Percent.text(share.upper() * ALL)),
                switch (verdict) {
                    case HOLDS -> "";
                    case BROKEN -> "Look where the requests for the service are routed.";
                    case UNDECIDED -> Enough.hint(all, times -> verdict(hits * times, all * times));
                });
    }

    private Verdict verdict(long hits, long all) {
        return tolerance == 0 ? exactly(hits, all) : within(Wilson.of(hits, all, Wilson.TWO_SIDED));
    }

    private Verdict exactly(long hits, long all) {
        long wanted = percent == 0 ? 0 : all;
        if (hits != wanted) {
            return Verdict.BROKEN;
        }
        return all < LEAST ? Verdict.UNDECIDED : Verdict.HOLDS;
    }

    private Verdict within(Wilson share) {
        double least = (percent - tolerance) / ALL;
        double most = (percent + tolerance) / ALL;
        if (share.lower() >= least && share.upper() <= most) {
            return Verdict.HOLDS;
        }
        return share.upper() < least || share.lower() > most ? Verdict.BROKEN : Verdict.UNDECIDED;
    }

    private String label() {
        return by == Dimension.MESH ? name : by.label() + " " + name;
    }

    /** {@code west=50±10}. */
    @Override
    public String toString() {
        return "%s%s=%s%s"
                .formatted(
                        by == Dimension.MESH ? "" : by.label() + ":",
                        name,
                        Percent.number(percent),
                        tolerance == 0 ? "" : "±" + Percent.number(tolerance));
    }
}
