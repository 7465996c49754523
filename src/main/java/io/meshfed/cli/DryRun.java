package io.meshfed.cli;

import io.meshfed.report.RunReport;

/** Marks a run whose writes were only rehearsed. */
final class DryRun {

    private static final String KEY = "dryRun";

    private DryRun() {}

    static RunReport marked(RunReport report) {
        return report.withData(KEY, true);
    }

    static boolean of(RunReport report) {
        return Boolean.TRUE.equals(report.data().get(KEY));
    }
}
