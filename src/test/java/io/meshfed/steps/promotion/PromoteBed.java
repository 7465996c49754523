package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.engine.Step;
import io.meshfed.gates.Approval;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Gate;
import io.meshfed.promotion.Position;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.RampStep;
import io.meshfed.promotion.Release;
import io.meshfed.report.Change;
import io.meshfed.report.Redactor;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.Entrance;
import io.meshfed.steps.GateProbe;
import io.meshfed.steps.JudgeGatesStep;
import io.meshfed.steps.ProbeRequest;
import io.meshfed.testing.InfoServer;
import io.meshfed.testing.Run;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.StepHarness;
import io.meshfed.traffic.Routing;
import io.meshfed.traffic.TrafficPattern;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;

/** Promotions of v2, with gates that get the answers a test wants. */
abstract class PromoteBed extends PlanBed {

    static final Duration SYNC = Duration.ofSeconds(60);
    static final ObjectRef CONFIG =
            new ObjectRef(ResourceTypes.CONFIG_MAP, "prod-member", "kube-info-answer");

    private final AtomicInteger runs = new AtomicInteger();

    /** What staging and production answer. */
    IntSupplier staging = () -> 200;

    IntSupplier production = () -> 200;
    boolean reachable = true;
    Duration patience = Duration.ZERO;
    Duration evidence = Duration.ofMinutes(30);
    Finish finish = Finish.INSTALL;
    List<Gate> gates = List.of(new Gate.Probe("/info", 10, 99, Duration.ZERO));
    final Redactor redactor = new Redactor();

    private final InfoServer stagingServer = server(() -> staging.getAsInt());
    private final InfoServer productionServer = server(() -> production.getAsInt());

    private static InfoServer server(IntSupplier status) {
        return InfoServer.answering(
                (exchange, number) -> InfoServer.text(exchange, status.getAsInt(), "{}"));
    }

    @AfterEach
    void stopServers() {
        stagingServer.close();
        productionServer.close();
    }

    @Override
    Promotion promotion() {
        return promotion("kube-info-v2");
    }

    Promotion promotion(String name) {
        return new Promotion(
                name,
                ARO_MESH,
                ROSA_MESH,
                SERVICE,
                new Release("v2", new TreeMap<>(Map.of("kube-info", IMAGE)), "release"),
                List.of(
                        new RampStep(RampStep.Kind.MIRROR, 100, Duration.ofMillis(5)),
                        new RampStep(RampStep.Kind.WEIGHT, 25, Duration.ofMillis(5))),
                finish,
                gates,
                true);
    }

    GateQuestions questions() {
        return new GateQuestions(
                probe(stagingServer),
                probe(productionServer),
                new JudgeGatesStep.Limits(Duration.ZERO, Duration.ofMinutes(5)),
                new JudgeGatesStep.Inputs(new Approval("", "", ""), folder, redactor, Map.of()),
                evidence);
    }

    private GateProbe probe(InfoServer server) {
        // Nobody listens on the first of all ports.
        URI url = URI.create("http://127.0.0.1:" + (reachable ? server.port() : 1));
        return new GateProbe(
                path -> new ProbeRequest(new Entrance.At(url), path, "", List.of(), 200, ""),
                1000,
                5,
                Duration.ofSeconds(20));
    }

    @Override
    StepHarness busy() {
        return harness().hooked(controllers());
    }

    /** Istiods do not look at what a promotion remembers. */
    RunHook controllers() {
        RunHook mesh = istiods().then(ready());
        return new RunHook() {
            @Override
            public void afterWrite(String cluster, Change change) {
                String kind = change.object().type().kind();
                if (!List.of("ConfigMap", "Lease").contains(kind)) {
                    mesh.afterWrite(cluster, change);
                }
            }
        };
    }

    /** Each run as long as it takes: nothing here is about time. */
    Run run(List<Step> steps) {
        return busy().within(Duration.ofMinutes(5)).run(steps);
    }

    /** Each is a process of its own, of one pipeline. */
    RunTerms terms() {
        return terms("pipeline-1");
    }

    RunTerms terms(String holder) {
        return new RunTerms(
                "run-" + runs.incrementAndGet(),
                holder,
                Duration.ZERO,
                Duration.ofSeconds(20),
                SYNC);
    }

    String digest() {
        return doing(context -> scene(context).plan().digest());
    }

    Wishes wishes(String digest) {
        return wishes(digest, "", Position.NO_PAUSE, false);
    }

    Wishes wishes(String digest, String override, int pauseAfter, boolean resume) {
        return new Wishes(
                "jane",
                digest,
                override,
                pauseAfter,
                resume,
                new Wishes.Patience(patience, Duration.ofHours(24), Duration.ZERO));
    }

    List<Step> promote(String digest) {
        return promote(wishes(digest));
    }

    List<Step> promote(Wishes wishes) {
        return promote(promotion(), wishes, terms());
    }

    List<Step> promote(Promotion promotion, Wishes wishes, RunTerms terms) {
        return Pipelines.alone(
                new PromoteStep(
                        new PromoteStep.Source(
                                promotion, folder.resolve("promotion.yaml"), System.getenv("PATH")),
                        questions(),
                        wishes,
                        terms));
    }

    List<Step> rollBack() {
        return Pipelines.alone(
                new RollBackStep(
                        ROSA_MESH,
                        SERVICE,
                        new RollBackStep.Requests(promotion(), questions()),
                        Duration.ZERO,
                        terms()));
    }

    /** From a machine that has nothing but the federation file. */
    List<Step> rollBackFromAfar() {
        return Pipelines.alone(
                new RollBackStep(
                        ROSA_MESH, SERVICE, new RollBackStep.Objects(), Duration.ZERO, terms()));
    }

    PromotionRecord record() {
        ClusterObject stored =
                rosa().get(
                                PromotionObjects.record(
                                        federation.mesh(ROSA_MESH).orElseThrow(), SERVICE));
        return PromotionRecord.read(stored.object("data"));
    }

    List<ObjectRef> snapshots() {
        return rosa().list(ResourceTypes.CONFIG_MAP).stream()
                .map(each -> each.ref())
                .filter(ref -> ref.name().startsWith("meshfed-snapshot-"))
                .toList();
    }

    /** How production's requests are led. */
    String pattern() {
        return rosa().find(OURS)
                .flatMap(Routing::patternOf)
                .map(TrafficPattern::toString)
                .orElse("none");
    }

    /** All that a promotion may touch, as its authors wrote it. */
    List<String> state() {
        List<String> state = new ArrayList<>();
        for (ObjectRef ref :
                List.of(
                        USERS,
                        OURS,
                        INSTALLED,
                        CONFIG,
                        FederationObjects.imports(rosaKnowsAro),
                        FederationObjects.exports(rosaKnowsAro))) {
            state.add(ref + " " + rosa().find(ref).map(PlanBed::spec).orElse("not there"));
        }
        state.add(spec(aro().get(FederationObjects.exports(aroKnowsRosa))));
        return state;
    }

    static void assertVerdict(String expected, Run run) {
        assertEquals(expected, run.last().results().get("verdict"), run::toString);
    }
}
