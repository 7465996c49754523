package io.meshfed.catalog;

import static java.util.Objects.requireNonNull;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a catalog is made for: a version, and the images that its steps run in.
 *
 * @param image by tag, for people, and by digest, for machines
 * @param kubectlImage the same with kubectl, for steps that build kustomizations
 */
public record Release(String version, String image, String kubectlImage) {

    private static final Pattern IMAGE =
            Pattern.compile(
                    "[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)+:[A-Za-z0-9_.-]+@sha256:[0-9a-f]{64}");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>meshfed</artifactId>\\s*<version>([^<]+)</version>");

    public Release {
        requireNonNull(version);
        requireImage(image);
        requireImage(kubectlImage);
    }

    private static void requireImage(String image) {
        if (!IMAGE.matcher(requireNonNull(image)).matches()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "'%s' is not an image by tag and digest".formatted(SafeText.of(image)),
                    "Write it as REGISTRY/NAME:TAG@sha256:DIGEST.");
        }
    }

    /** The form in the source tree, with a name and a digest that no registry has. */
    public static Release ofSources(String pom) {
        String version = versionIn(pom);
        String tag = ":" + version + "@sha256:" + "0".repeat(64);
        return new Release(
                version,
                "registry.example.com/meshfed/meshfed" + tag,
                "registry.example.com/meshfed/meshfed-kubectl" + tag);
    }

    /** The same version in real images. */
    public Release in(String released, String releasedWithKubectl) {
        return new Release(version, released, releasedWithKubectl);
    }

    /** Kustomizations are built by kubectl, which only the second image has. */
    String imageOf(StepDefinition step) {
        boolean builds =
                step.entry().kustomizes() || step.workspaces().contains(Workspace.Folder.MANIFESTS);
        return builds ? kubectlImage : image;
    }

    /** A text that names the images of another release, with those of this one. */
    String in(Release source, String text) {
        return text.replace(source.image, image).replace(source.kubectlImage, kubectlImage);
    }

    private static String versionIn(String pom) {
        Matcher version = VERSION.matcher(pom);
        if (!version.find()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "the pom.xml here is not meshfed's",
                    "Run it in a checkout of meshfed, or name one with --root.");
        }
        return version.group(1);
    }
}
