package io.meshfed.cli;

import io.meshfed.catalog.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Whose edits of our own objects are undone. */
final class TakeBackOption {

    @Option(
            names = "--take-back",
            paramLabel = "MANAGER",
            split = ",",
            hideParamSyntax = true,
            description =
                    "Undo edits of meshfed's own objects by this field manager, as the conflict names it (kubectl-edit, kubectl-patch)."
                            + " May be given several times. Nobody else's objects are ever changed.")
    @Param("Undo edits of meshfed's own objects by these field managers, separated by commas")
    List<String> takeBack = new ArrayList<>();

    Set<String> managers() {
        return Set.copyOf(takeBack);
    }
}
