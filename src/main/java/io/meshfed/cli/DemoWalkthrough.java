package io.meshfed.cli;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole procedure on clusters that have nothing: operators, meshes and an application from
 * folders of manifests, federation, three patterns of traffic, a failover drill, and all of it
 * taken away. Every chapter checks its end.
 */
final class DemoWalkthrough {

    private static final String SYNC = "3s";
    private static final String[] SERVICE = {"--mesh", "east", "--service", "kube-info"};
    private static final int REQUESTS = 200;

    /** Between the end of the last pod and the moment when gateways know it. */
    private static final String MAY_BE_LOST = "5";

    private final DemoStage stage;
    private final boolean keep;

    DemoWalkthrough(DemoStage stage, boolean keep) {
        this.stage = stage;
        this.keep = keep;
    }

    int tell() {
        stage.say(
                "%s with nothing in them run inside this process, %d times faster than real ones."
                        .formatted(
                                Words.count(stage.federation().clusters().size(), "empty cluster"),
                                DemoStage.SPEED));
        stage.show("export KUBECONFIG=" + stage.kubeconfig());
        int code = install();
        code = code != 0 ? code : federate();
        code = code != 0 ? code : mirror();
        code = code != 0 ? code : balance();
        code = code != 0 ? code : drill();
        return code != 0 ? code : end();
    }

    private int install() {
        int code = 0;
        for (String cluster : List.of("aro", "rosa")) {
            code =
                    code != 0
                            ? code
                            : chapter(
                                    "Operators of cluster " + cluster,
                                    "apply-manifests",
                                    List.of(folder(cluster + "/operators"), "--cluster", cluster));
        }
        for (String mesh : List.of("aro/east", "aro/east2", "rosa/west")) {
            String name = mesh.substring(mesh.indexOf('/') + 1);
            List<String> folders =
                    List.of(folder(mesh + "/infra"), folder(mesh + "/mesh"), folder(mesh + "/app"));
            List<String> arguments = new ArrayList<>(folders);
            arguments.addAll(List.of("--mesh", name));
            code =
                    code != 0
                            ? code
                            : chapter(
                                    "Namespaces, control plane and application of mesh " + name,
                                    "apply-manifests",
                                    arguments);
        }
        return code != 0 ? code : probe("East answers for itself", "--expect", "east=100");
    }

    private int federate() {
        return chapter(
                "Federate both pairs, and prove it",
                "federate",
                List.of("--timeout", "60s", "--interval", "250ms", "--sync-period", SYNC));
    }

    private int mirror() {
        long before = stage.sandbox().traffic().copies("west");
        int code = route("Mirror: west gets a copy of every request", "mirror", "--to", "west");
        code = code != 0 ? code : probe("Its answers are dropped", "--expect", "east=100");
        if (code != 0) {
            return code;
        }
        long copies = stage.sandbox().traffic().copies("west") - before;
        stage.say(
                "west was sent copies of %d; a route takes a moment to reach the gateway."
                        .formatted(copies));
        return copies > REQUESTS / 2 && copies <= REQUESTS ? 0 : ErrorClass.BUG.exitCode();
    }

    private int balance() {
        int code =
                route(
                        "Balance: three meshes share the requests",
                        "balance",
                        "--weight",
                        "east=50,east2=25,west=25");
        return code != 0
                ? code
                : probe(
                        "Who answers",
                        "--expect",
                        "east=50±10",
                        "--expect",
                        "east2=25±10",
                        "--expect",
                        "west=25±10");
    }

    private int drill() {
        List<String> arguments = new ArrayList<>(List.of(SERVICE));
        arguments.addAll(
                List.of(
                        "--to",
                        "west",
                        "--workload",
                        "kube-info-v1,kube-info-v2",
                        "--path",
                        "/info",
                        "--connect-to",
                        stage.routes(),
                        "--sync-period",
                        SYNC,
                        "--steady",
                        "1s",
                        "--max-lost",
                        MAY_BE_LOST));
        int code =
                chapter(
                        "Failover drill: east loses its pods, west stands in, east comes back",
                        "failover-drill",
                        arguments);
        return code != 0 ? code : route("Routes of ours go, the user's own stand", "none");
    }

    private int end() {
        if (keep) {
            stage.title("Look around");
            stage.say("The sandbox stays up until Ctrl-C. In another terminal:");
            stage.show(
                    "curl -H 'Host: istio-ingressgateway-east-istio-system.apps.aro.test' http://%s/info"
                            .formatted(stage.routes()));
            stage.runs().waitForSignal();
            return stage.interrupted();
        }
        int code =
                chapter(
                        "Take all of it away, and prove that nothing is left",
                        "unfederate",
                        List.of("--everything", "--settle", "200ms"));
        stage.say("");
        stage.say("That was all of it. Command by command: docs/walkthrough.md");
        return code;
    }

    private int route(String title, String pattern, String... more) {
        List<String> arguments = new ArrayList<>(List.of(SERVICE));
        arguments.addAll(List.of("--pattern", pattern));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--sync-period", SYNC));
        return chapter(title, "route-traffic", arguments);
    }

    private int probe(String title, String... expectations) {
        List<String> arguments = new ArrayList<>(List.of(SERVICE));
        arguments.addAll(
                List.of(
                        "--path",
                        "/info",
                        "--connect-to",
                        stage.routes(),
                        "--requests",
                        String.valueOf(REQUESTS),
                        "--rate",
                        "100"));
        arguments.addAll(List.of(expectations));
        int exit = chapter(title, "probe-service", arguments);
        return exit == ErrorClass.GATE_UNKNOWN.exitCode()
                ? chapter("Once more, now that all proxies know of it", "probe-service", arguments)
                : exit;
    }

    private int chapter(String title, String command, List<String> arguments) {
        return stage.chapter(title, 0, command, arguments.toArray(String[]::new));
    }

    private String folder(String inside) {
        return stage.manifests().resolve(inside).toString();
    }
}
