package io.meshfed.cli;

import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The story: two meshes are federated, proved, broken, diagnosed, mended and taken apart. Every
 * chapter checks its end.
 */
final class DemoStory {

    private static final String[] PROOF = {
        "--timeout", "60s", "--interval", "250ms", "--sync-period", "3s"
    };
    private static final String[] QUICK_PROOF = {
        "--timeout", "5s", "--interval", "250ms", "--sync-period", "3s"
    };

    private final DemoStage stage;
    private final boolean keep;
    private final Interruption interruption;
    private final Runs runs;

    DemoStory(DemoStage stage, boolean keep) {
        this.stage = stage;
        this.keep = keep;
        this.interruption = stage.surroundings().interruption();
        this.runs =
                new Runs(stage.surroundings(), OutputOptions.text(stage.log()), "demo", List.of());
    }

    int tell() {
        prologue();
        int code = stage.chapter("Who answers behind each context", 0, "contexts");
        code = code != 0 ? code : stage.chapter("What would change", 2, "plan");
        code = code != 0 ? code : stage.chapter("Federate", 0, "federate", PROOF);
        code = code != 0 ? code : stage.chapter("Prove it again", 0, "verify-federation", PROOF);
        code = code != 0 ? code : again();
        code = code != 0 ? code : broken();
        code = code != 0 ? code : end();
        return code;
    }

    private void prologue() {
        stage.say(
                "%s run inside this process, with the operators, istiods and gateways that real ones would have."
                        .formatted(Words.count(stage.federation().clusters().size(), "cluster")));
        stage.say(
                "Time runs %d times faster there: istiod's sync period of 60s takes 3s."
                        .formatted(DemoStage.SPEED));
        stage.show("export KUBECONFIG=" + stage.kubeconfig());
    }

    /** The promise is not that it says so, but that it counts no write. */
    private int again() {
        Path changed = stage.folder().changed();
        List<String> arguments = new ArrayList<>(List.of(PROOF));
        arguments.addAll(List.of("--result", "changed=" + changed));
        int code =
                stage.chapter(
                        "Federate once more: nothing is written",
                        0,
                        "federate",
                        arguments.toArray(String[]::new));
        if (code != 0) {
            return code;
        }
        stage.show("cat " + changed);
        String count = DemoStage.read(changed);
        stage.say(count);
        return count.equals("0") ? 0 : ErrorClass.BUG.exitCode();
    }

    private int broken() {
        Direction direction = stage.federation().directions().get(0);
        DemoSabotage sabotage = new DemoSabotage(stage.sandbox(), direction.reversed());
        stage.title("Break it: somebody edits the peer object of " + direction.remote().name());
        stage.show(sabotage.commandLine());
        sabotage.commit();
        stage.say(
                "A live connection outlasts such an edit by 45s (here 2s); then the door is shut.");
        try {
            sabotage.awaitEffect(runs.progress(), runs.cancellation());
        } catch (FederationException ended) {
            return interruption.signal().isPresent() ? stage.interrupted() : runs.refuse(ended);
        }
        int code =
                stage.chapter(
                        "Which side is wrong, and why",
                        ErrorClass.PRECOND.exitCode(),
                        "verify-federation",
                        QUICK_PROOF);
        if (code != 0) {
            return code;
        }
        stage.say("");
        stage.say("The edit is taken back, as the checks say.");
        sabotage.undo();
        return stage.chapter("Mended", 0, "verify-federation", PROOF);
    }

    private int end() {
        if (!keep) {
            int code = stage.chapter("Take it apart", 0, "unfederate", "--settle", "200ms");
            stage.say("");
            stage.say("That was all of it. On clusters of your own: docs/getting-started.md");
            return code;
        }
        stage.title("Look around");
        stage.say("The sandbox stays up until Ctrl-C. In another terminal:");
        for (Mesh mesh : stage.federation().meshes()) {
            stage.show(
                    "kubectl --kubeconfig %s --context %s -n %s get servicemeshpeers -o yaml"
                            .formatted(
                                    stage.kubeconfig(),
                                    mesh.cluster().context(),
                                    mesh.namespace()));
        }
        runs.waitForSignal();
        return stage.interrupted();
    }
}
