package io.meshfed.contexts;

import io.meshfed.model.Federation;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Gate;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.RampStep;
import io.meshfed.promotion.RampStep.Kind;
import io.meshfed.promotion.Release;
import io.meshfed.report.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What must be true between the parts of a promotion file, and between it and its federation. */
final class PromotionRules {

    private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_STEP = Duration.ofHours(12);

    private final NearbyPath nearby;
    private final Findings problems;
    private final Findings warnings;
    private final PromotedService services;

    PromotionRules(Federation federation, NearbyPath nearby, Findings problems, Findings warnings) {
        this.nearby = nearby;
        this.problems = problems;
        this.warnings = warnings;
        this.services = new PromotedService(federation, problems);
    }

    /** The promotion; empty when it has problems. */
    Optional<Promotion> build(Item root) {
        Finish finish =
                root.textAt("finish").equals("serve-from-staging")
                        ? Finish.SERVE_FROM_STAGING
                        : Finish.INSTALL;
        List<RampStep> ramp = ramp(root.at("ramp"));
        List<Gate> gates = new GateRules(problems).read(root.at("gates"));
        Release release = release(root.at("release"), finish);
        services.check(root);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Item service = root.at("service");
        return Optional.of(
                new Promotion(
                        root.at("metadata").textAt("name"),
                        root.textAt("from"),
                        root.textAt("to"),
                        new ServiceName(service.textAt("namespace"), service.textAt("name")),
                        release,
                        ramp,
                        finish,
                        gates,
                        !root.textAt("approval").equals("none")));
    }

    private List<RampStep> ramp(Item list) {
        List<RampStep> steps = new ArrayList<>();
        for (Item item : list.items()) {
            Optional<Duration> time =
                    duration(item.at("for"), SHORTEST_STEP, LONGEST_STEP, problems);
            if (item.has("mirror") == item.has("weight")) {
                continue;
            }
            Kind kind = item.has("mirror") ? Kind.MIRROR : Kind.WEIGHT;
            int percent = item.numberAt(item.has("mirror") ? "mirror" : "weight");
            RampStep step = new RampStep(kind, percent, time.orElse(Duration.ZERO));
            if (!steps.isEmpty()) {
                refuseFall(item, steps.get(steps.size() - 1), step);
            }
            steps.add(step);
        }
        return steps;
    }

    private void refuseFall(Item item, RampStep before, RampStep step) {
        if (before.kind() == Kind.WEIGHT && step.kind() == Kind.MIRROR) {
            problems.add(
                    item.at("mirror").place(),
                    "a mirror after a weight: users would be taken away from the release again;"
                            + " mirrors come first");
        } else if (before.kind() == step.kind() && step.percent() <= before.percent()) {
            String key = step.kind() == Kind.MIRROR ? "mirror" : "weight";
            problems.add(
                    item.at(key).place(),
                    "%d after %d: each %s must be greater than the one before"
                            .formatted(step.percent(), before.percent(), key));
        }
    }

    private Release release(Item item, Finish finish) {
        SortedMap<String, String> images = new TreeMap<>();
        item.at("images").entries().forEach((name, image) -> images.put(name, image.text()));
        String manifests = item.textAt("manifests");
        boolean given = item.has("manifests") || problems.at(item.place(), "manifests");
        if (finish == Finish.INSTALL && !given) {
            problems.add(
                    item.place(),
                    "key 'manifests' is missing; 'finish: install' installs them in production");
        } else if (finish == Finish.SERVE_FROM_STAGING && item.has("manifests")) {
            warnings.add(
                    item.at("manifests").place(),
                    "has no effect; with 'finish: serve-from-staging' nothing is installed");
        }
        if (!manifests.isEmpty() && nearby.resolve(manifests).isEmpty()) {
            problems.add(item.at("manifests").place(), nearby.outside(manifests));
        } else if (!manifests.isEmpty() && !nearby.isFolder(manifests)) {
            warnings.add(item.at("manifests").place(), "there is no such folder yet");
        }
        return new Release(item.textAt("version"), images, manifests);
    }

    /** The time that stands there; what is too short or too long is reported. */
    static Optional<Duration> duration(
            Item item, Duration least, Duration most, Findings problems) {
        if (item.text().isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> time =
                Durations.of(item.text())
                        .filter(t -> t.compareTo(least) >= 0 && t.compareTo(most) <= 0);
        if (time.isEmpty()) {
            problems.add(
                    item.place(),
                    "'%s' is not from %s to %s"
                            .formatted(
                                    Findings.shown(item.text()),
                                    Durations.text(least),
                                    Durations.text(most)));
        }
        return time;
    }
}
