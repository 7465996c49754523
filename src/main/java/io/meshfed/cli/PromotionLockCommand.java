package io.meshfed.cli;

import io.meshfed.catalog.Param;
import io.meshfed.contexts.FederationFile;
import io.meshfed.model.Federation;
import picocli.CommandLine.Option;

/** A command about the promotion locks of meshes. */
abstract class PromotionLockCommand extends StepCommand {

    @Option(
            names = "--holder",
            paramLabel = "NAME",
            required = true,
            converter = LockOption.Holder.class,
            description =
                    "Who has the lock: a name that all commands of one pipeline give, and no other does.")
    @Param("Name that all tasks of the pipeline give, and no other pipeline")
    String holder = "";

    private final PromotionMeshes meshes = new PromotionMeshes();

    PromotionLockCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    FederationFile read() {
        return meshes.read(federation.file);
    }

    @Override
    Federation part(Federation whole) {
        return meshes.part(whole, federation);
    }
}
