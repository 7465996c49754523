package io.meshfed.cli;

import io.meshfed.sandbox.fault.FaultArgument;
import io.meshfed.sandbox.fault.FaultCatalog;
import io.meshfed.sandbox.fault.FaultSwitch;
import java.util.ArrayList;
import java.util.List;

/** The faults that the sandbox can rehearse, as people read them. */
final class FaultText {

    private FaultText() {}

    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (FaultSwitch fault : FaultCatalog.all()) {
            lines.add("%s (%s)".formatted(fault.name(), String.join(", ", fault.rows())));
            lines.add("    " + fault.does());
            lines.add(
                    "    %s ends with %s: %s"
                            .formatted(
                                    fault.sees().command(),
                                    fault.sees().ends().label(),
                                    fault.sees().text()));
            fault.arguments().forEach(argument -> lines.add("      " + of(argument)));
        }
        lines.add("");
        lines.add("Rows of the fault catalogue that are no switch:");
        FaultCatalog.noSwitch().forEach((row, why) -> lines.add("    %s: %s".formatted(row, why)));
        return lines;
    }

    private static String of(FaultArgument argument) {
        String choices =
                argument.choices().isEmpty()
                        ? ""
                        : " (%s)".formatted(String.join(", ", argument.choices()));
        return "%s=%s  %s%s"
                .formatted(argument.name(), argument.byDefault(), argument.meaning(), choices);
    }

    /** The table of docs/sandbox.md. */
    static List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("| fault | row | what happens | what you see | arguments |");
        lines.add("| --- | --- | --- | --- | --- |");
        for (FaultSwitch fault : FaultCatalog.all()) {
            List<String> arguments =
                    fault.arguments().stream()
                            .map(each -> "`%s=%s`".formatted(each.name(), each.byDefault()))
                            .toList();
            lines.add(
                    "| `%s` | %s | %s | `%s`: %s. %s | %s |"
                            .formatted(
                                    fault.name(),
                                    String.join(", ", fault.rows()),
                                    fault.does(),
                                    fault.sees().command(),
                                    fault.sees().ends().label(),
                                    fault.sees().text(),
                                    String.join(" ", arguments)));
        }
        lines.add("");
        lines.add("| row | why it is no switch |");
        lines.add("| --- | --- |");
        FaultCatalog.noSwitch().forEach((row, why) -> lines.add("| %s | %s |".formatted(row, why)));
        return lines;
    }
}
