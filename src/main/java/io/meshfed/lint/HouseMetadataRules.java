package io.meshfed.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Labels and annotations that catalogs show and search. */
final class HouseMetadataRules {

    private static final String VERSION = "app.kubernetes.io/version";
    private static final List<String> LABELS = List.of(VERSION, "app.kubernetes.io/part-of");
    private static final String CATEGORIES = "tekton.dev/categories";
    private static final String PLATFORMS = "tekton.dev/platforms";
    private static final List<String> ANNOTATIONS =
            List.of(
                    "tekton.dev/pipelines.minVersion",
                    CATEGORIES,
                    "tekton.dev/tags",
                    "tekton.dev/displayName",
                    PLATFORMS,
                    "artifacthub.io/category",
                    "artifacthub.io/license");

    /** catlin refuses others. */
    private static final Set<String> KNOWN_CATEGORIES =
            Set.of(
                    "Automation",
                    "Build Tools",
                    "CLI",
                    "Cloud",
                    "Code Quality",
                    "Continuous Integration",
                    "Deployment",
                    "Developer Tools",
                    "Image Build",
                    "Integration & Delivery",
                    "Git",
                    "Kubernetes",
                    "Messaging",
                    "Monitoring",
                    "Networking",
                    "Openshift",
                    "Publishing",
                    "Security",
                    "Storage",
                    "Testing");

    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]+/[a-z0-9]+");

    private final Findings findings;

    HouseMetadataRules(Findings findings) {
        this.findings = findings;
    }

    void check(Manifest manifest, String version) {
        Value metadata = manifest.root().at("metadata");
        Value labels = metadata.at("labels");
        Value annotations = metadata.at("annotations");
        missing(metadata, labels, LABELS);
        missing(metadata, annotations, ANNOTATIONS);
        each(annotations.at(CATEGORIES), KNOWN_CATEGORIES::contains, "category");
        each(annotations.at(PLATFORMS), it -> PLATFORM.matcher(it).matches(), "platform");
        Value label = labels.at(VERSION);
        if (!version.isEmpty() && label.present() && !label.text().equals(version)) {
            findings.add(
                    HouseRule.VERSION,
                    label,
                    "the label says %s, the program is %s"
                            .formatted(Findings.shown(label.text()), Findings.shown(version)));
        }
        if (manifest.spec().textAt("description").isBlank()) {
            findings.add(
                    HouseRule.METADATA, manifest.spec().at("description"), "no spec.description");
        }
    }

    private void missing(Value metadata, Value keys, List<String> wanted) {
        List<String> missing = new ArrayList<>();
        for (String key : wanted) {
            if (keys.textAt(key).isEmpty()) {
                missing.add(key);
            }
        }
        if (!missing.isEmpty()) {
            findings.add(
                    HouseRule.METADATA,
                    keys.present() ? keys : metadata,
                    "lacks " + String.join(", ", missing));
        }
    }

    private void each(Value list, Predicate<String> fits, String noun) {
        if (!list.present()) {
            return;
        }
        for (String word : list.text().split(",")) {
            if (!fits.test(word.strip())) {
                findings.add(
                        HouseRule.METADATA,
                        list,
                        "'%s' is no %s that catalogs know"
                                .formatted(Findings.shown(word.strip()), noun));
            }
        }
    }
}
