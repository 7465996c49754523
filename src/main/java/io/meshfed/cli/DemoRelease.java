package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A release of the example, and the promotion file for it: the example's own, with steps of a few
 * seconds.
 *
 * @param folder of the example
 * @param lasting how long each step of the ramp takes
 */
record DemoRelease(Path folder, String version, String lasting) {

    private static final String EXAMPLE = "promotion.yaml.example";
    private static final String OF_EXAMPLE = "v2";

    Path file() {
        return folder.resolve("promotion-%s.yaml".formatted(version));
    }

    /** What it takes to make the file by hand. */
    String commandLine() {
        return "sed 's/10m/%s/; s/, max-p99: 300ms//' %s > %s"
                .formatted(lasting, folder.resolve(EXAMPLE), file());
    }

    /** The file of the example's own release; somebody has to approve its plan. */
    void write() {
        write(example());
    }

    /** Another release, by the image that staging runs; nobody has to approve it. */
    void write(Sandbox sandbox) {
        write(
                example()
                        .replace("kube-info-" + OF_EXAMPLE, "kube-info-" + version)
                        .replace("version: " + OF_EXAMPLE, "version: " + version)
                        .replace("releases/" + OF_EXAMPLE, "releases/" + version)
                        .replaceAll("[^ ]+@sha256:[0-9a-f]{64}", image(sandbox))
                        .replace("approval: required", "approval: none"));
    }

    private String image(Sandbox sandbox) {
        Map<String, Object> deployment =
                sandbox.apiServer("aro")
                        .store()
                        .get(ResourceTypes.DEPLOYMENT, "stg-member", "kube-info-" + version)
                        .orElseThrow();
        return Trees.objects(deployment, "spec", "template", "spec", "containers").stream()
                .flatMap(container -> Trees.text(container, "image").stream())
                .findFirst()
                .orElseThrow();
    }

    private String example() {
        try {
            return Files.readString(folder.resolve(EXAMPLE))
                    .replace("10m", lasting)
                    // A machine that has much else to do is slow, and the release is not to blame.
                    .replace(", max-p99: 300ms", "");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void write(String text) {
        try {
            Files.writeString(file(), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
