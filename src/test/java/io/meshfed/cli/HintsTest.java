package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a command of ours that a report advises")
class HintsTest extends CommandBed {

    private static final String MINE = " -f 'my file.yaml' --kubeconfig sandbox.yaml";

    private static Hints hints() {
        return new Hints(() -> CommandModel.root().getCommandSpec())
                .with("--federation", " -f 'my file.yaml'")
                .with("--kubeconfig", " --kubeconfig sandbox.yaml")
                .with("--allow-exec", "");
    }

    @Test
    @DisplayName("gets the federation file and the kubeconfig of the run, each of several")
    void completed() {
        assertEquals(
                "See what differs, then apply: meshfed plan%s; meshfed federate%s --peering a,b"
                        .formatted(MINE, MINE),
                hints().text(
                                "See what differs, then apply: meshfed plan; meshfed federate --peering a,b"));
    }

    @Test
    @DisplayName("gets no option that it does not take or has already")
    void onlyWhatIsMissing() {
        assertEquals(
                "meshfed validate -f 'my file.yaml'; meshfed schema; meshfed status --help",
                hints().text("meshfed validate; meshfed schema; meshfed status --help"));
        assertEquals(
                "meshfed pipeline logs r --kubeconfig other",
                hints().text("meshfed pipeline logs r --kubeconfig other"));
        assertEquals(
                "meshfed pipeline logs --kubeconfig sandbox.yaml r",
                hints().text("meshfed pipeline logs r"));
    }

    @Test
    @DisplayName("is not every sentence about meshfed")
    void prose() {
        String prose =
                "Service Mesh 3 joins meshes in another way; meshfed federates Service Mesh 2.";

        assertEquals(prose, hints().text(prose));
    }

    @Test
    @DisplayName("is told complete in text and in JSON alike")
    void told() {
        String[] line = {
            "verify-federation",
            "--timeout=1s",
            "-f",
            "" + file("federation.yaml"),
            "--kubeconfig",
            "" + clusters.kubeconfig()
        };
        String complete =
                "meshfed federate -f %s --kubeconfig %s --peering %s,%s"
                        .formatted(
                                file("federation.yaml"),
                                clusters.kubeconfig(),
                                ARO_MESH,
                                ROSA_MESH);
        String[] json = Arrays.copyOf(line, line.length + 1);
        json[line.length] = "--output=json";

        says(Cli.run(line).out(), complete);
        says(Cli.run(json).out(), complete);
    }
}
