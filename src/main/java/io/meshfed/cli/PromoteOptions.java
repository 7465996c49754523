package io.meshfed.cli;

import io.meshfed.promotion.Position;
import io.meshfed.report.SafeText;
import io.meshfed.steps.promotion.Wishes;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a promotion is to go. */
final class PromoteOptions {

    @Option(
            names = "--expected-plan-digest",
            paramLabel = "DIGEST",
            defaultValue = "",
            converter = GateOptions.Digest.class,
            description =
                    "Digest of the plan that was approved, as plan-promotion tells it: any other is not carried out.")
    String approved = "";

    /** How somebody approved a plan. */
    enum Approval {
        digest,
        gate,
        none
    }

    @Option(
            names = "--approval",
            paramLabel = "HOW",
            defaultValue = "digest",
            description =
                    "How that plan was approved. With none the digest is only compared, and a promotion that needs an approval is refused. Values: ${COMPLETION-CANDIDATES}. Default: digest.")
    Approval approval = Approval.digest;

    @Option(
            names = "--approver",
            paramLabel = "NAME",
            defaultValue = "not named",
            converter = LockOption.Holder.class,
            description = "Who approved it, for the record. Default: not named.")
    String approver = "not named";

    @Option(
            names = "--pause-after",
            paramLabel = "STEP",
            defaultValue = "0",
            converter = CountConverter.RampStep.class,
            description =
                    "Pause after this step of the ramp, counted from 1, until a run with --resume; 0 for none. Default: 0.")
    int pauseAfter;

    @Option(
            names = "--resume",
            description =
                    "Go on after a pause that was asked for. What else halted goes on without.")
    boolean resume;

    @Option(
            names = "--override",
            paramLabel = "REASON",
            defaultValue = "",
            converter = Remark.class,
            description =
                    "Promote a release that failed before, and record this reason in one line.")
    String override = "";

    @Option(
            names = "--give-up-after",
            paramLabel = "TIME",
            defaultValue = "24h",
            converter = DurationConverter.Limit.class,
            description =
                    "Take back what nobody could decide on for this long since it halted first; a run has to come by to do it. Default: 24h.")
    Duration giveUp = Duration.ofHours(24);

    @Option(
            names = "--evidence-ttl",
            paramLabel = "TIME",
            defaultValue = "30m",
            converter = DurationConverter.Limit.class,
            description =
                    "A pass of the gates that is older is asked for again before anything is widened. Default: 30m.")
    Duration evidence = Duration.ofMinutes(30);

    @Option(
            names = "--ready-timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationConverter.Limit.class,
            description =
                    "What is installed and not ready after this time is taken back. Default: 5m.")
    Duration install = Duration.ofMinutes(5);

    /** What goes into the record: one line that can be shown. */
    static final class Remark implements ITypeConverter<String> {

        private static final int LONGEST = 400;

        @Override
        public String convert(String text) {
            if (text.length() > LONGEST || !SafeText.of(text).equals(text)) {
                throw new TypeConversionException(
                        "it is not one line of at most %d visible characters".formatted(LONGEST));
            }
            return text.strip();
        }
    }

    /**
     * @param forward how long gates and peers are waited for
     * @param back how long what cannot be taken back is tried again
     */
    Wishes wishes(Duration forward, Duration back) {
        return new Wishes(
                approval == Approval.none ? Wishes.NOBODY : approver,
                approved,
                override,
                pauseAfter == 0 ? Position.NO_PAUSE : pauseAfter - 1,
                resume,
                new Wishes.Patience(forward, giveUp, back));
    }
}
