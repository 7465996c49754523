package io.meshfed.contexts;

import io.meshfed.promotion.Gate;
import io.meshfed.promotion.Gate.Command;
import io.meshfed.promotion.Gate.Confirmation;
import io.meshfed.promotion.Gate.Endpoint;
import io.meshfed.promotion.Gate.Probe;
import io.meshfed.promotion.Gate.Prometheus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the gates of a promotion. */
final class GateRules {

    private static final int USUAL_SAMPLES = 100;
    private static final Duration SHORTEST_ANSWER = Duration.ofMillis(1);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);
    private static final Duration SHORTEST_COMMAND = Duration.ofSeconds(1);
    private static final Duration LONGEST_COMMAND = Duration.ofHours(1);

    private final Findings problems;

    GateRules(Findings problems) {
        this.problems = problems;
    }

    List<Gate> read(Item list) {
        List<Gate> gates = new ArrayList<>();
        for (Item item : list.items()) {
            if (item.has("probe")) {
                gates.add(probe(item.at("probe")));
            } else if (item.has("prometheus")) {
                gates.add(prometheus(item.at("prometheus")));
            } else if (item.has("command")) {
                gates.add(command(item.at("command")));
            } else if (item.has("confirmation")) {
                gates.add(new Confirmation(item.at("confirmation").textAt("question")));
            }
        }
        return gates;
    }

    private Gate probe(Item item) {
        Optional<Duration> slowest =
                PromotionRules.duration(
                        item.at("max-p99"), SHORTEST_ANSWER, LONGEST_ANSWER, problems);
        return new Probe(
                item.textAt("path"),
                item.numberAt("requests"),
                decimal(item, "min-success", 0),
                slowest.orElse(Duration.ZERO));
    }

    private Gate prometheus(Item item) {
        double least = decimal(item, "min", Double.NEGATIVE_INFINITY);
        double most = decimal(item, "max", Double.POSITIVE_INFINITY);
        boolean bounded =
                List.of("min", "max").stream()
                        .anyMatch(key -> item.has(key) || problems.at(item.place(), key));
        if (!bounded) {
            problems.add(item.place(), "without 'min' or 'max' every number would pass");
        } else if (least > most) {
            problems.add(
                    item.at("min").place(),
                    "'min' is greater than 'max'; no number would ever pass");
        }
        int samples = item.has("min-samples") ? item.numberAt("min-samples") : USUAL_SAMPLES;
        Endpoint endpoint =
                new Endpoint(
                        item.textAt("address"), item.textAt("token-file"), item.textAt("ca-file"));
        return new Prometheus(endpoint, item.textAt("query"), least, most, samples);
    }

    private Gate command(Item item) {
        Optional<Duration> timeout =
                PromotionRules.duration(
                        item.at("timeout"), SHORTEST_COMMAND, LONGEST_COMMAND, problems);
        return new Command(
                item.at("argv").items().stream().map(Item::text).toList(),
                timeout.orElse(Duration.ZERO));
    }

    private static double decimal(Item item, String key, double absent) {
        return item.has(key) ? Double.parseDouble(item.textAt(key)) : absent;
    }
}
