package io.meshfed.steps.promotion;

import io.meshfed.cluster.Cancellation;
import io.meshfed.manifests.Draft;
import io.meshfed.manifests.ManifestSource;
import io.meshfed.manifests.ReleaseImages;
import io.meshfed.model.Fingerprint;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.Release;
import io.meshfed.steps.sets.SetDrafts;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a release consists of, as its files have it.
 *
 * @param drafts its manifests for production, with its images; none when staging goes on serving
 */
record ReleaseFiles(Release release, List<Draft> drafts) {

    public ReleaseFiles {
        drafts = List.copyOf(drafts);
    }

    /**
     * @param file the promotion file, which the paths in it are relative to
     * @param programs the folders in which programs lie, as in the environment
     */
    public static ReleaseFiles read(
            Promotion promotion, Path file, String programs, Cancellation cancellation) {
        Release release = promotion.release();
        if (promotion.finish() != Finish.INSTALL) {
            return new ReleaseFiles(release, List.of());
        }
        Path folder = file.toAbsolutePath().normalize().resolveSibling(release.manifests());
        ManifestSource source = new ManifestSource(List.of(folder.normalize()), "", programs);
        return new ReleaseFiles(
                release,
                new ReleaseImages(release.images()).into(SetDrafts.read(source, cancellation)));
    }

    /** The same for equal manifests, in whatever files they stand. */
    public String manifestsDigest() {
        return digest(
                drafts.stream()
                        .sorted(
                                Comparator.comparing(
                                        draft -> "" + draft.name().apiVersion() + draft.name()))
                        .map(ReleaseFiles::tree)
                        .toList());
    }

    /** By which a release is known: whatever else is called v2 is another one. */
    public String digest() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", release.version());
        tree.put("images", release.images());
        tree.put("manifests", manifestsDigest());
        return digest(tree);
    }

    static String digest(Object tree) {
        return "sha256:" + Fingerprint.of(CanonicalJson.of(tree));
    }

    private static Map<String, Object> tree(Draft draft) {
        Map<String, Object> tree = new LinkedHashMap<>(draft.content());
        tree.put("apiVersion", draft.name().apiVersion());
        tree.put("kind", draft.name().kind());
        tree.put("metadata.name", draft.name().name());
        tree.put("metadata.namespace", draft.name().namespace());
        tree.put("metadata.labels", draft.labels());
        tree.put("metadata.annotations", draft.annotations());
        return tree;
    }
}
