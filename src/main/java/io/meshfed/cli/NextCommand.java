package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.report.RunReport;
import java.util.List;
import java.util.Set;

/** Says what people do next. */
final class NextCommand {

    /** What the file says all of. Others were told more, which a hint would have to repeat. */
    private static final Set<String> WHOLE =
            Set.of(
                    "share-trust",
                    "export-services",
                    "import-services",
                    "peer",
                    "federate",
                    "unpeer",
                    "unfederate");

    /** What unfederate tells of only when it was asked for everything. */
    private static final String SETS = "sets";

    private NextCommand() {}

    /**
     * @param typed the options that lead the next command to the same federation
     */
    static List<String> after(RunReport report, String typed) {
        String next =
                switch (report.verdict().errorClass()) {
                    case OK -> afterSuccess(report);
                    case DIFF -> afterPlan(report);
                    case WAIT, PRECOND ->
                            report.command().equals("status") ? afterLook(report) : "";
                    default -> "";
                };
        return next.isEmpty() ? List.of() : List.of("next: meshfed " + next + typed);
    }

    private static String afterPlan(RunReport report) {
        return report.command().equals("plan-promotion")
                ? "promote --expected-plan-digest " + report.results().get("plan-digest")
                : "federate";
    }

    private static String afterSuccess(RunReport report) {
        if (DryRun.of(report) && report.changed() > 0) {
            return WHOLE.contains(report.command()) && !report.data().containsKey(SETS)
                    ? report.command()
                    : "";
        }
        return switch (report.command()) {
            case "validate" -> "verify-access";
            case "verify-access" -> "plan";
            case "plan", "peer" -> "verify-federation";
            case "await-control-plane", "extract-root" -> "share-trust";
            case "share-trust" -> "export-services";
            case "export-services" -> "import-services";
            case "import-services" -> "peer";
            case "federate" -> "status";
            case "status" -> restore(report);
            case "promote" ->
                    "paused".equals(report.results().get("verdict"))
                            ? "promote --resume"
                            : "promotion-status";
            default -> "";
        };
    }

    /** What a drill left behind comes first; the others are told with theirs. */
    private static String restore(RunReport report) {
        return Trees.objects(report.data().get("drills")).stream()
                .flatMap(drill -> Trees.text(drill, "restore").stream())
                .findFirst()
                .map(line -> line.replaceFirst("^meshfed ", ""))
                .orElse("");
    }

    /** What was never applied is no riddle. */
    private static String afterLook(RunReport report) {
        String restore = restore(report);
        if (!restore.isEmpty()) {
            return restore;
        }
        boolean nothingThere =
                report.failures().stream()
                        .allMatch(
                                failure ->
                                        failure.error().getMessage().contains("peer-not-applied"));
        return nothingThere ? "plan" : "verify-federation";
    }
}
