package io.meshfed.cli;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.RunReport;
import java.util.List;

/** Says what people do next. */
final class NextCommand {

    private NextCommand() {}

    static List<String> after(RunReport report) {
        boolean ok = report.verdict().errorClass() == ErrorClass.OK;
        String next =
                switch (report.command()) {
                    case "validate" -> ok ? "verify-access" : "";
                    case "verify-access" -> ok ? "plan" : "";
                    case "plan" ->
                            report.verdict().errorClass() == ErrorClass.DIFF ? "federate" : "";
                    case "peer", "export-services", "import-services" ->
                            ok ? "verify-federation" : "";
                    case "federate" -> ok ? "status" : "";
                    default -> "";
                };
        return next.isEmpty() ? List.of() : List.of("next: meshfed " + next);
    }
}
