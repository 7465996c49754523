package io.meshfed.cli;

import io.meshfed.catalog.Param;
import io.meshfed.cluster.LockOptions;
import io.meshfed.report.SafeText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How other runs are kept from writing at the same time. */
final class LockOption {

    @Option(
            names = "--holder",
            paramLabel = "NAME",
            converter = Holder.class,
            description =
                    "Share the lock among all runs that give this name: the steps of one pipeline. Default: a name of this run's own.")
    @Param("Name under which the steps of one pipeline share the lock; empty for a lock per step")
    String holder = "";

    @Option(
            names = "--release",
            description =
                    "Give the lock of --holder back at the end: for the last step of a pipeline that writes. Otherwise it ends by itself after 30s.")
    boolean release;

    @Option(
            names = "--lock-wait",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = DurationConverter.Patience.class,
            description =
                    "How long to wait for another run that is writing: 30s, 10m. Default: 0s, a CONFLICT. A run that died gives way after 30s by itself.")
    @Param("How long to wait for another run that is writing, before it is a CONFLICT")
    Duration wait = Duration.ZERO;

    /**
     * @param own what this run is called when it shares its lock with none
     * @param sharing when it does
     */
    LockOptions options(String own, LockOptions.Sharing sharing) {
        LockOptions options =
                holder.isEmpty()
                        ? LockOptions.alone(own)
                        : LockOptions.alone(holder)
                                .shared(release ? LockOptions.Sharing.LAST_OF_STEPS : sharing);
        return options.waiting(wait);
    }

    /** Empty is none, as pipelines say it. */
    static final class HolderOrNone implements ITypeConverter<String> {

        @Override
        public String convert(String text) {
            return text.isEmpty() ? text : new Holder().convert(text);
        }
    }

    /** Names of pipelines and builds: any text that can be shown in one line. */
    static final class Holder implements ITypeConverter<String> {

        private static final int LONGEST = 200;

        @Override
        public String convert(String text) {
            boolean plain = SafeText.of(text).equals(text);
            if (text.isBlank() || text.length() > LONGEST || !plain) {
                throw new TypeConversionException(
                        "'%s' is not a name of at most %d visible characters"
                                .formatted(SafeText.of(text), LONGEST));
            }
            return text;
        }
    }
}
