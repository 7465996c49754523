package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.contexts.FederationFile;
import io.meshfed.engine.Step;
import io.meshfed.model.Federation;
import io.meshfed.model.ServiceName;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.promotion.Promotion;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.promotion.RollBackOwnStep;
import io.meshfed.steps.promotion.RollBackStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "roll-back",
        description = "Takes the newest release of a service back: production as it was before it.",
        footer = {
            "",
            "Example:",
            "  meshfed roll-back -f contexts/aro-rosa/promotion.yaml",
            "  meshfed roll-back -f contexts/aro-rosa/federation.yaml --mesh rosa-prod-mesh --service prod-member/kube-info",
            "",
            "The routes first, then what was installed, then exports and imports; requests prove it when -f names a promotion file. It can be run",
            "from any machine and at any time, also while a promotion is under way; once begun it is never turned round. Run again it goes on."
        })
@CatalogEntry(
        displayName = "Roll back",
        tags = "promotion",
        writes = true,
        details =
                "Brings production back to the snapshot that promote has stored, routes first. Ends with PARTIAL when something cannot be brought back, and lists it; run again it goes on from there. "
                        + "Beside these rights it needs those to apply and delete the release's manifests.")
@Access({
    Permission.CONTROL_PLANE,
    Permission.OWN_ROOTS,
    Permission.SERVICES,
    Permission.PODS,
    Permission.READ_TRUST,
    Permission.READ_EXPORTS,
    Permission.APPLY_EXPORTS,
    Permission.DELETE_EXPORTS,
    Permission.READ_IMPORTS,
    Permission.APPLY_IMPORTS,
    Permission.DELETE_IMPORTS,
    Permission.READ_PEERS,
    Permission.ROUTES,
    Permission.GATEWAYS,
    Permission.ROUTED_SERVICES,
    Permission.ROUTE,
    Permission.FAIL_OVER,
    Permission.MERGE_IMPORTS,
    Permission.NODES,
    Permission.REGIONS,
    Permission.PROMOTION_RECORD,
    Permission.PROMOTION_LOCK,
    Permission.LOCK
})
@Result(name = "verdict", description = "rolled-back, unchanged, failed or partial", maxBytes = 11)
@Result(name = "PLAN_DIGEST", description = "Digest of the plan", maxBytes = 71)
final class RollBackCommand extends PromotingCommand {

    @Option(
            names = "--service",
            paramLabel = "[NAMESPACE/]NAME",
            defaultValue = "",
            converter = NameConverter.InNamespaceOrNone.class,
            description =
                    "The service, as it is called in production. Default: that of the promotion file.")
    String service = "";

    @Option(
            names = "--only-own",
            description =
                    "Take back only what --holder worked on since it has the promotion lock, and change nothing else: for the end of a pipeline.")
    boolean onlyOwn;

    private final PromotionMeshes meshes = new PromotionMeshes();
    private String mesh = "";

    RollBackCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    FederationFile read() {
        return meshes.read(federation.file);
    }

    /**
     * Both meshes of the promotion file; without one all peers, because which of them the release
     * came from is known to the production cluster alone.
     */
    @Override
    Federation part(Federation whole) {
        Optional<Promotion> promotion = meshes.promotion();
        mesh = promotion.map(Promotion::to).orElseGet(() -> OneMesh.of(whole, federation).name());
        List<String> concerned = new ArrayList<>(List.of(mesh));
        promotion.ifPresentOrElse(
                known -> concerned.add(known.from()),
                () ->
                        whole.directionsFrom(whole.mesh(mesh).orElseThrow())
                                .forEach(direction -> concerned.add(direction.remote().name())));
        return whole.without(other -> !concerned.contains(other.name()), peering -> false);
    }

    /** That of the promotion file, which the option may only repeat. */
    private ServiceName service() {
        Optional<ServiceName> promoted = meshes.promotion().map(Promotion::service);
        int slash = service.indexOf('/');
        boolean same =
                promoted.filter(
                                known ->
                                        List.of("", known.name(), known.toString())
                                                .contains(service))
                        .isPresent();
        if (same) {
            return promoted.get();
        }
        if (promoted.isPresent() || slash < 0) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    promoted.isPresent()
                            ? "--service is not the service of the promotion file"
                            : "whose release is to be taken back is not said",
                    "Name a promotion file with -f, or the service: --service NAMESPACE/NAME.");
        }
        return new ServiceName(service.substring(0, slash), service.substring(slash + 1));
    }

    @Override
    List<Step> steps() {
        Optional<Promotion> promotion = meshes.promotion();
        RollBackStep.Proof proof =
                promotion
                        .<RollBackStep.Proof>map(
                                known ->
                                        new RollBackStep.Requests(
                                                known, questions(same -> same, Duration.ofDays(1))))
                        .orElseGet(RollBackStep.Objects::new);
        RollBackStep all =
                new RollBackStep(mesh, service(), proof, rollback, terms(Duration.ofMinutes(5)));
        return Pipelines.alone(onlyOwn ? new RollBackOwnStep(all) : all);
    }
}
