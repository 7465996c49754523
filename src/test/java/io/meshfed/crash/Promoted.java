package io.meshfed.crash;

import io.meshfed.engine.Step;
import io.meshfed.gates.Approval;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.probe.Load;
import io.meshfed.probe.Sample;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Gate;
import io.meshfed.promotion.Position;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.RampStep;
import io.meshfed.promotion.RampStep.Kind;
import io.meshfed.promotion.Release;
import io.meshfed.report.Redactor;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.Entrance;
import io.meshfed.steps.GateProbe;
import io.meshfed.steps.JudgeGatesStep;
import io.meshfed.steps.ProbeRequest;
import io.meshfed.steps.promotion.GateQuestions;
import io.meshfed.steps.promotion.PlanPromotionStep;
import io.meshfed.steps.promotion.PromoteStep;
import io.meshfed.steps.promotion.RollBackStep;
import io.meshfed.steps.promotion.RunTerms;
import io.meshfed.steps.promotion.Wishes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Version 2 of the service that visitors of production ask for, on its way from staging. */
final class Promoted {

    static final String CLUSTER = "rosa";
    static final Visited PRODUCTION =
            new Visited(
                    CLUSTER,
                    Visitors.PEER,
                    Visitors.MESH,
                    new ServiceName("prod-member", "kube-info"));
    static final Mesh MESH = World.FEDERATION.mesh(PRODUCTION.mesh()).orElseThrow();
    static final ObjectRef RECORD = PromotionObjects.record(MESH, PRODUCTION.service());
    static final ObjectRef LOCK = PromotionObjects.lock(MESH);
    static final String SNAPSHOTS = "meshfed-snapshot-";

    /** What the release brings, and what remembers it. */
    static final List<ObjectRef> INSTALLED =
            List.of(
                    PromotionObjects.releaseSet(MESH, PRODUCTION.service()),
                    new ObjectRef(ResourceTypes.DEPLOYMENT, "prod-member", "kube-info-v2"),
                    new ObjectRef(ResourceTypes.CONFIG_MAP, "prod-member", "kube-info-answer"));

    private static final Path FOLDER = Path.of("src/test/resources/io/meshfed/crash/promotion");
    private static final String IMAGE = "example/kube-info@sha256:" + "a".repeat(64);
    private static final Duration SYNC = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofSeconds(20);
    private static final int REQUESTS = 20;

    /** From here on a bad release shows what it is. */
    private static final String TOO_MUCH = "balance:aro-stg-mesh=25";

    static final List<Gate> GATES = List.of(new Gate.Probe("/info", REQUESTS, 99, Duration.ZERO));

    private Promoted() {}

    static Promotion promotion(World world, Finish finish) {
        return new Promotion(
                "kube-info-v2",
                PRODUCTION.peer(),
                PRODUCTION.mesh(),
                PRODUCTION.service(),
                new Release("v2", new TreeMap<>(Map.of("kube-info", IMAGE)), "release"),
                List.of(
                        new RampStep(Kind.MIRROR, 100, STEP),
                        new RampStep(Kind.WEIGHT, 25, STEP),
                        new RampStep(Kind.WEIGHT, 50, STEP)),
                finish,
                world.gates(),
                true);
    }

    /** Both meshes run it, staging the new version of it; nothing of staging is offered yet. */
    static void stage(World world) {
        Drilled.deploy(world, "aro", Visitors.SERVICE, "v2", IMAGE);
        Drilled.deploy(world, CLUSTER, PRODUCTION.service(), "v1", "example/kube-info:1");
        Visitors.settle(world);
        Visitors.settle(world, PRODUCTION);
    }

    static List<Step> plan(World world, Finish finish) {
        return Pipelines.alone(new PlanPromotionStep(promotion(world, finish), file(), "", ""));
    }

    private static Path file() {
        return FOLDER.resolve("promotion.yaml");
    }

    static List<Step> promote(World world, Finish finish, Load.Source source) {
        Wishes wishes =
                new Wishes(
                        "jane",
                        world.approved(),
                        "",
                        Position.NO_PAUSE,
                        true,
                        new Wishes.Patience(
                                Duration.ofMinutes(2), Duration.ofHours(24), Duration.ZERO));
        return Pipelines.alone(
                new PromoteStep(
                        new PromoteStep.Source(promotion(world, finish), file(), ""),
                        questions(source),
                        wishes,
                        terms(world)));
    }

    static List<Step> rollBack(World world) {
        return Pipelines.alone(
                new RollBackStep(
                        PRODUCTION.mesh(),
                        PRODUCTION.service(),
                        new RollBackStep.Requests(
                                promotion(world, Finish.INSTALL), questions(world.visits())),
                        Duration.ZERO,
                        terms(world)));
    }

    private static RunTerms terms(World world) {
        return new RunTerms(
                world.run(), world.holder(), Duration.ofMinutes(2), Duration.ofMinutes(1), SYNC);
    }

    private static GateQuestions questions(Load.Source source) {
        GateProbe probe =
                new GateProbe(
                        path ->
                                new ProbeRequest(
                                        new Entrance.OfMesh(), path, "", List.of(), 200, ""),
                        10,
                        1,
                        Duration.ofSeconds(2),
                        source);
        return new GateQuestions(
                probe,
                probe,
                new JudgeGatesStep.Limits(Duration.ZERO, Duration.ofMinutes(5)),
                new JudgeGatesStep.Inputs(
                        new Approval("", "", ""), FOLDER, new Redactor(), Map.of()),
                Duration.ofMinutes(30));
    }

    /** Requests that fail when a quarter of them comes to the new version. */
    static Load.Source failing(World world) {
        return (target, tls, plan, heard) ->
                world.visits()
                        .start(
                                target,
                                tls,
                                plan,
                                sample ->
                                        heard.accept(
                                                PromotionRule.pattern(world).startsWith(TOO_MUCH)
                                                        ? Sample.failed(
                                                                sample.due(),
                                                                Duration.ZERO,
                                                                "status 500")
                                                        : sample));
    }
}
