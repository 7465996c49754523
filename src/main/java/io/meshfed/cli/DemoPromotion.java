package io.meshfed.cli;

import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.Ending;
import io.meshfed.promotion.Episode;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Releases on their way from staging to production: one that does well, one that breaks under
 * production's requests, and one whose run is killed. Every chapter checks its end.
 */
final class DemoPromotion {

    private static final ServiceName SERVICE = new ServiceName("prod-member", "kube-info");
    static final String SYNC = "3s";

    /** The step of the ramp in which the run is killed. */
    private static final int KILLED_AT = 3;

    /** Who gives the same name, as a pipeline does, need not wait until a dead run's lock ends. */
    private static final List<String> HOLDER = List.of("--holder", "demo");

    private final DemoStage stage;
    private final boolean keep;
    private final Interruption interruption;
    private final DemoProduction production;
    private final DemoInstallation installation;

    DemoPromotion(DemoStage stage, boolean keep) {
        this.stage = stage;
        this.keep = keep;
        this.interruption = stage.surroundings().interruption();
        Mesh mesh = stage.federation().mesh("rosa-prod-mesh").orElseThrow();
        this.production =
                new DemoProduction(
                        stage.sandbox().apiServer(mesh.cluster().name()).store(), mesh, SERVICE);
        this.installation = new DemoInstallation(stage, production);
    }

    int tell() {
        stage.say(
                "%s with nothing in them run inside this process, %d times faster than real ones."
                        .formatted(
                                Words.count(stage.federation().clusters().size(), "cluster"),
                                DemoStage.SPEED));
        stage.show("export KUBECONFIG=" + stage.kubeconfig());
        int code = installation.all();
        code = code != 0 ? code : goesThrough();
        code = code != 0 ? code : isTakenBack();
        code = code != 0 ? code : isKilled();
        return code != 0 ? code : end();
    }

    private int goesThrough() {
        DemoRelease release = release("v2", "1s");
        stage.title("A promotion file: the example, with steps of a second and no limit of time");
        stage.show(release.commandLine());
        release.write();
        int code =
                stage.chapter(
                        "What it will change, and the digest that approves it",
                        ErrorClass.DIFF.exitCode(),
                        release.file(),
                        "plan-promotion",
                        "--result",
                        "plan-digest=" + stage.folder().digest());
        code =
                code != 0
                        ? code
                        : promote(
                                "Release v2 goes to production, step by step",
                                release,
                                0,
                                "--expected-plan-digest",
                                DemoStage.read(stage.folder().digest()),
                                "--approver",
                                "jane");
        return code != 0 ? code : answers("Production's own pods answer, with v2");
    }

    private int isTakenBack() {
        DemoRelease release = release("v3", "1s");
        int code =
                installation.stageRelease(
                        "Staging gets release v3, which breaks after 420 requests", "v3");
        if (code != 0) {
            return code;
        }
        like(release);
        Map<String, Object> before = production.written();
        code =
                promote(
                        "It does well in staging, as a copy, and at 5%; at 25% it breaks, and is taken back",
                        release, ErrorClass.GATE_FAIL.exitCode());
        if (code != 0) {
            return code;
        }
        Map<String, Object> after = production.written();
        stage.say(
                "%s of production compared with what stood before: %s."
                        .formatted(
                                Words.count(before.size(), "object"),
                                before.equals(after) ? "the same" : "NOT the same"));
        if (!before.equals(after)) {
            return ErrorClass.BUG.exitCode();
        }
        code = stage.chapter("What is remembered of it", 0, release.file(), "promotion-status");
        code =
                code != 0
                        ? code
                        : promote(
                                "Nobody promotes it again by mistake",
                                release,
                                ErrorClass.CONFLICT.exitCode());
        return code != 0 ? code : answers("Users are answered by v2 as before");
    }

    private int isKilled() {
        DemoRelease release = release("v1", "2s");
        int code =
                installation.stageRelease("Release v1 is wanted back: it takes the same way", "v1");
        if (code != 0) {
            return code;
        }
        like(release);
        List<String> line =
                DemoStage.lineOf(release.file(), "promote", arguments().toArray(String[]::new));
        line.addAll(HOLDER);
        stage.title("The run is killed while its release has 25% of the requests");
        try {
            new DemoKilledRun(stage, line)
                    .killWhen(
                            "step %d of the ramp".formatted(KILLED_AT),
                            () -> production.carries("kube-info-v1", KILLED_AT));
        } catch (FederationException ended) {
            return interruption.signal().isPresent()
                    ? stage.interrupted()
                    : stage.runs().refuse(ended);
        }
        code =
                stage.chapter(
                        "Where it stands: nobody can tell yet that the run is dead",
                        0,
                        release.file(),
                        "promotion-status");
        code =
                code != 0
                        ? code
                        : promote(
                                "The same command goes on from there",
                                release,
                                0,
                                HOLDER.get(0),
                                HOLDER.get(1),
                                "--release");
        return code != 0 ? code : answers("Production's own pods answer, with v1");
    }

    private int end() {
        int code = stage.chapter("All that was promoted, newest first", 0, "promotion-history");
        if (code != 0) {
            return code;
        }
        List<Ending> endings = production.record().history().stream().map(Episode::ending).toList();
        if (!endings.equals(List.of(Ending.PROMOTED, Ending.FAILED, Ending.PROMOTED))) {
            stage.say("The story expected other ends than " + endings);
            return ErrorClass.BUG.exitCode();
        }
        stage.say("");
        stage.say("That was all of it, and it was proved:");
        stage.say("  v2 went through: each step was judged before the next, and its plan approved");
        stage.say("  v3 was taken back by itself at 25%, and production was as it was found");
        stage.say("  v1 arrived although its run was killed in the middle");
        stage.say("Command by command, and with all that can interrupt it: docs/promotion.md");
        if (keep) {
            stage.title("Look around");
            stage.say("The sandbox stays up until Ctrl-C.");
            stage.runs().waitForSignal();
            return stage.interrupted();
        }
        return 0;
    }

    private DemoRelease release(String version, String lasting) {
        return new DemoRelease(stage.manifests(), version, lasting);
    }

    private void like(DemoRelease release) {
        release.write(stage.sandbox());
        stage.say(
                "%s is like the one before, with name, image and folder of %s, and needs no approval."
                        .formatted(release.file().getFileName(), release.version()));
    }

    private int promote(String title, DemoRelease release, int expected, String... more) {
        List<String> all = new ArrayList<>(arguments());
        all.addAll(List.of(more));
        return stage.chapter(
                title, expected, release.file(), "promote", all.toArray(String[]::new));
    }

    private List<String> arguments() {
        return List.of(
                "--connect-to",
                stage.routes(),
                "--staging-connect-to",
                stage.routes(),
                "--sync-period",
                SYNC,
                "--rate",
                "400");
    }

    private int answers(String title) {
        return stage.chapter(
                title,
                0,
                "probe-service",
                "--mesh",
                production.mesh().name(),
                "--service",
                SERVICE.toString(),
                "--path",
                "/info",
                "--connect-to",
                stage.routes(),
                "--requests",
                "100",
                "--rate",
                "400",
                "--expect",
                production.mesh().name() + "=100",
                "--min-success",
                "90");
    }
}
