package io.meshfed.cli;

import io.meshfed.gates.Approval;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.JudgeGatesStep.Inputs;
import io.meshfed.steps.JudgeGatesStep.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How gates are asked, of a plan that is known. */
class AskingOptions {

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = DurationConverter.Patience.class,
            description =
                    "Ask again the gates that cannot say, until all can, one says no, or this time is over; 0s asks once. Default: 0s.")
    Duration patience = Duration.ZERO;

    @Option(
            names = "--max-age",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationConverter.Limit.class,
            description =
                    "What is older is nothing to judge by: an answer of Prometheus, or a pass while others are waited for. Default: 5m.")
    Duration maxAge = Duration.ofMinutes(5);

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            converter = CountConverter.PerSecond.class,
            description = "How many requests of a probe are begun each second. Default: 50.")
    int rate;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "20",
            converter = CountConverter.Connections.class,
            description = "How many of them can be under way at once. Default: 20.")
    int concurrency;

    @Option(
            names = "--confirm",
            paramLabel = "DIGEST",
            defaultValue = "",
            converter = Digest.class,
            description =
                    "A person's word for gates that ask for one: the digest of the plan that was read.")
    String word = "";

    @Option(
            names = "--confirm-file",
            paramLabel = "PATH",
            converter = PathConverter.class,
            description =
                    "File that such a digest is written into, also later, while --wait lasts.")
    Path file;

    /** Of a plan. Empty is none, as pipelines say it. */
    static final class Digest implements ITypeConverter<String> {

        private static final Pattern FORM = Pattern.compile("(?:sha256:[0-9a-f]{64})?");

        @Override
        public String convert(String text) {
            if (!FORM.matcher(text).matches()) {
                throw new TypeConversionException(
                        "it is not the digest of a plan: sha256: and 64 hexadecimal digits");
            }
            return text;
        }
    }

    Limits limits() {
        return new Limits(patience, maxAge);
    }

    /**
     * @param promotion the file that the gates are from
     * @param plan digest of the plan that a person is asked to confirm
     */
    Inputs inputs(Path promotion, String plan, Surroundings surroundings) {
        String confirmed = Optional.ofNullable(file).map(Path::toString).orElse("");
        if (!word.isEmpty() && !confirmed.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "--confirm and --confirm-file both say what is confirmed",
                    "Leave one of them out.");
        }
        Path folder = promotion.toAbsolutePath().normalize().getParent();
        return new Inputs(
                new Approval(plan, word, confirmed),
                folder,
                surroundings.redactor(),
                surroundings.console().environment());
    }
}
