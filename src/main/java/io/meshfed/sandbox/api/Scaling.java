package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where an object that can be scaled keeps what a Scale shows.
 *
 * @param spec JSON path of the number that is wanted; empty when the kind cannot be scaled
 * @param status JSON path of the number that there is
 * @param selector JSON path of the selector, empty for none; of a built-in kind a LabelSelector, of
 *     a custom one a string
 */
record Scaling(String spec, String status, String selector) {

    static final Scaling NONE = new Scaling("", "", "");

    static Scaling of(Map<String, Object> scale) {
        return new Scaling(
                Trees.text(scale, "specReplicasPath").orElse(""),
                Trees.text(scale, "statusReplicasPath").orElse(""),
                Trees.text(scale, "labelSelectorPath").orElse(""));
    }

    boolean on() {
        return !spec.isEmpty();
    }

    /** The steps of one of the paths. */
    static String[] steps(String path) {
        List<String> steps =
                Arrays.stream(path.split("\\.")).filter(step -> !step.isEmpty()).toList();
        return steps.toArray(String[]::new);
    }
}
