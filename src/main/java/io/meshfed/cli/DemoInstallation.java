package io.meshfed.cli;

import io.meshfed.resource.PromotionObjects;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Two meshes that are installed and federated, for releases to go from one to the other. */
record DemoInstallation(DemoStage stage, DemoProduction production) {

    private static final String STAGING = "aro-stg-mesh";

    /** 0 when all commands ended well, else the exit code to end with. */
    int all() {
        int code = manifests("Operators of cluster aro", "--cluster", "aro", "aro/operators");
        code =
                code != 0
                        ? code
                        : manifests(
                                "Operators of cluster rosa", "--cluster", "rosa", "rosa/operators");
        code = code != 0 ? code : mesh("aro", STAGING, "staging");
        code = code != 0 ? code : mesh("rosa", production.mesh().name(), "production");
        code = code != 0 ? code : stageRelease("Staging runs release v2", "v2");
        code =
                code != 0
                        ? code
                        : manifests(
                                "Production runs release v1, in the set that promotions write to",
                                "--mesh",
                                production.mesh().name(),
                                "rosa/rosa-prod-mesh/releases/v1",
                                "--applyset",
                                "configmap/"
                                        + PromotionObjects.releaseSet(
                                                        production.mesh(), production.service())
                                                .name());
        return code != 0
                ? code
                : stage.chapter(
                        "Federate both meshes, and prove it",
                        0,
                        "federate",
                        "--timeout",
                        "60s",
                        "--interval",
                        "250ms",
                        "--sync-period",
                        DemoPromotion.SYNC);
    }

    private int mesh(String cluster, String mesh, String what) {
        String folder = "%s/%s/".formatted(cluster, mesh);
        return manifests(
                "Namespaces, control plane and the way into the application, " + what,
                "--mesh",
                mesh,
                folder + "infra",
                folder + "mesh",
                folder + "app");
    }

    int stageRelease(String title, String version) {
        return manifests(
                title,
                "--mesh",
                STAGING,
                "aro/aro-stg-mesh/releases/" + version,
                "--applyset",
                "kube-info");
    }

    /**
     * @param more folders of the example, and options behind them
     */
    private int manifests(String title, String option, String place, String... more) {
        List<String> arguments = new ArrayList<>();
        for (String each : more) {
            boolean folder = Files.isDirectory(stage.manifests().resolve(each));
            arguments.add(folder ? stage.manifests().resolve(each).toString() : each);
        }
        arguments.addAll(List.of(option, place));
        return stage.chapter(title, 0, "apply-manifests", arguments.toArray(String[]::new));
    }
}
