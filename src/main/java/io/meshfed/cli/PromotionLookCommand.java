package io.meshfed.cli;

import io.meshfed.contexts.FederationFile;
import io.meshfed.model.Federation;
import picocli.CommandLine.Option;

/** A command that looks at what is kept of promotions. */
abstract class PromotionLookCommand extends StepCommand {

    @Option(
            names = "--service",
            paramLabel = "[NAMESPACE/]NAME",
            defaultValue = "",
            converter = NameConverter.InNamespaceOrNone.class,
            description =
                    "The service, as it is called in production. Default: that of the promotion file, else all.")
    String service = "";

    private final PromotionMeshes meshes = new PromotionMeshes();

    PromotionLookCommand(Surroundings surroundings) {
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

    String wanted() {
        return meshes.service(service);
    }
}
