package io.meshfed.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.meshfed.promotion.Gate.Endpoint;
import io.meshfed.promotion.Gate.Prometheus;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** A gate that asks for at most 0.01, of at least 100 samples. */
abstract class PrometheusBed {

    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    @TempDir Path folder;

    final PassingTime time = new PassingTime();

    Opinion ask(String address) {
        return ask(address, "", Duration.ofMinutes(10));
    }

    Opinion ask(String address, String tokenFile, Duration limit) {
        Prometheus gate =
                new Prometheus(
                        new Endpoint(address, tokenFile, ""),
                        "sum(rate(errors[5m])) / 2",
                        Double.NEGATIVE_INFINITY,
                        0.01,
                        100);
        return new PrometheusGate(gate, MAX_AGE).ask(time.world(folder, limit));
    }

    static void assertUnknown(String reason, Opinion said) {
        assertEquals(Verdict.UNKNOWN, said.verdict(), said::statement);
        assertEquals(reason, said.reason(), said::statement);
        assertFalse(said.hint().isEmpty());
    }
}
