package io.meshfed.cli;

import io.meshfed.contexts.FederationFile;
import io.meshfed.contexts.FederationReader;
import io.meshfed.contexts.FileKind;
import io.meshfed.contexts.PromotionFile;
import io.meshfed.contexts.PromotionReader;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.Stage;
import io.meshfed.promotion.Promotion;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * To which meshes a file has promotions go: a promotion file to its own, a federation file to all.
 */
final class PromotionMeshes {

    private List<Promotion> promotion = List.of();

    FederationFile read(Path file) {
        if (FileKind.of(file) == FileKind.FEDERATION) {
            return FederationReader.read(file);
        }
        PromotionFile read = PromotionReader.read(file);
        promotion = List.of(read.promotion());
        List<String> warnings = new ArrayList<>(read.federation().warnings());
        warnings.addAll(read.warnings());
        return new FederationFile(
                read.federation().federation(), warnings, read.federation().sha256());
    }

    /** Empty when the file is a federation file. */
    Optional<Promotion> promotion() {
        return promotion.stream().findFirst();
    }

    /** The service of the promotion file, unless one is named; empty for all. */
    String service(String named) {
        return named.isEmpty() && !promotion.isEmpty()
                ? promotion.get(0).service().toString()
                : named;
    }

    /** Those that are named, else that of the promotion, else all of stage production. */
    Federation part(Federation whole, FederationOptions options) {
        boolean named =
                !options.meshes.isEmpty() && !options.meshes.contains(FederationOptions.ALL);
        Federation part =
                named
                        ? Narrowing.MESHES.narrow(whole, options)
                        : whole.without(mesh -> !isProduction(mesh), peering -> false);
        if (part.meshes().isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "the federation file has no mesh of stage production",
                    "Say `stage: production` in the file, or which mesh: --mesh NAME.");
        }
        return part;
    }

    private boolean isProduction(Mesh mesh) {
        return promotion.isEmpty()
                ? mesh.stage() == Stage.PRODUCTION
                : promotion.get(0).to().equals(mesh.name());
    }
}
