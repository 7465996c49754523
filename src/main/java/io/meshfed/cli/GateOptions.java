package io.meshfed.cli;

import io.meshfed.steps.JudgeGatesStep.Inputs;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How gates are asked. */
final class GateOptions extends AskingOptions {

    @Option(
            names = "--plan-digest",
            paramLabel = "DIGEST",
            defaultValue = "",
            converter = Digest.class,
            description = "Digest of the plan that a person is asked to confirm.")
    String plan = "";

    /**
     * @param promotion the file that the gates are from
     */
    Inputs inputs(Path promotion, Surroundings surroundings) {
        return inputs(promotion, plan, surroundings);
    }
}
