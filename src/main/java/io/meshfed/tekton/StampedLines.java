package io.meshfed.tekton;

import io.meshfed.report.SafeText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The lines of one log, each of which comes with its time. When the log is read again after a cut,
 * which can only be asked for to the second, the lines that were there before are left out.
 */
final class StampedLines implements Consumer<String> {

    /** Programs colour what they say; that is no attack, and only noise elsewhere. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private final Consumer<String> lines;
    private Instant floor = Instant.MIN;
    private Instant last = Instant.MIN;

    /** Whether the line that came last was there before. */
    private boolean known;

    StampedLines(Consumer<String> lines) {
        this.lines = lines;
    }

    /** From here on the log is read again; returns from when, empty for its beginning. */
    String again() {
        floor = last;
        known = false;
        return last.equals(Instant.MIN) ? "" : last.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public void accept(String raw) {
        int blank = raw.indexOf(' ');
        try {
            String stamp = blank < 0 ? raw : raw.substring(0, blank);
            Instant time = OffsetDateTime.parse(stamp).toInstant();
            known = !time.isAfter(floor);
            if (!known) {
                last = time.isAfter(last) ? time : last;
                lines.accept(clean(blank < 0 ? "" : raw.substring(blank + 1)));
            }
        } catch (DateTimeException withoutTime) {
            // The rest of a line that was too long for one piece, or a word of the kubelet.
            if (!known) {
                lines.accept(clean(raw));
            }
        }
    }

    private static String clean(String line) {
        String plain = COLOUR.matcher(line).replaceAll("").replace("\t", "    ");
        return SafeText.whole(
                plain.endsWith("\r") ? plain.substring(0, plain.length() - 1) : plain);
    }
}
