package io.meshfed.cli;

import io.meshfed.report.FederationException;
import java.util.ArrayList;
import java.util.List;

/**
 * A failure as people read it: the class and what is wrong, then, indented, the details and what to
 * do.
 */
final class FailureText {

    private FailureText() {}

    static List<String> of(FederationException failure, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.red(failure.errorClass().label() + ":") + " " + failure.getMessage());
        if (!failure.remedy().isEmpty() && failure.remedy().endsWith(":")) {
            failure.remedy().lines().forEach(line -> lines.add("    " + line));
            failure.details().forEach(detail -> lines.add("      " + detail));
            return lines;
        }
        failure.details().stream()
                .filter(detail -> !failure.getMessage().contains(detail))
                .forEach(detail -> lines.add("    " + detail));
        failure.remedy().lines().forEach(line -> lines.add("    " + line));
        return lines;
    }
}
