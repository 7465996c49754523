package io.meshfed.steps.promotion;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.StepContext;
import io.meshfed.manifests.Image;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Export;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import io.meshfed.promotion.Promotion;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.ResourceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The release where it runs before production has it.
 *
 * @param exports how staging knows production
 */
record StagedRelease(StepContext context, Promotion promotion, Direction exports) {

    private ClusterSession session() {
        return context.sessionFor(exports.local());
    }

    /** The export by which production gets the service. */
    Export export() {
        String name = promotion.service().name();
        return exports.exports().stream()
                .filter(Export::byName)
                .filter(export -> export.exportedAs().name().equals(name))
                .findFirst()
                .or(() -> exports.exports().stream().filter(each -> !each.byName()).findFirst())
                .orElseThrow(
                        () ->
                                precond(
                                        "mesh '%s' exports no service '%s' to '%s'"
                                                .formatted(
                                                        exports.local().name(),
                                                        name,
                                                        exports.remote().name()),
                                        List.of()));
    }

    /** Under which name production gets it. */
    ServiceName exported() {
        Export export = export();
        return export.byName()
                ? export.exportedAs()
                : new ServiceName(export.exportedAs().namespace(), promotion.service().name());
    }

    /**
     * The Service that is exported.
     *
     * @throws FederationException PRECOND when there is none
     */
    ClusterObject service() {
        Export export = export();
        String name = export.byName() ? export.service().name() : promotion.service().name();
        ObjectRef ref = new ObjectRef(ResourceTypes.SERVICE, export.service().namespace(), name);
        return session().find(ref).orElseThrow(() -> precond("there is no " + ref, List.of()));
    }

    /**
     * The images that run there behind the label of the release.
     *
     * @throws FederationException PRECOND unless they are those of the promotion file
     */
    SortedSet<String> images(ClusterObject service) {
        Map<String, Object> selector = service.object("spec", "selector");
        List<ClusterObject> behind =
                session().list(ResourceTypes.DEPLOYMENT, service.ref().namespace(), "").stream()
                        .filter(each -> labels(each).entrySet().containsAll(selector.entrySet()))
                        .filter(each -> each.number("spec", "replicas").orElse(1L) > 0)
                        .toList();
        List<ClusterObject> running = behind.stream().filter(this::ofTheRelease).toList();
        if (running.isEmpty() || selector.isEmpty()) {
            throw precond(
                    "staging does not run that release: no Deployment behind %s of mesh '%s' has pods with the label version=%s"
                            .formatted(
                                    service.ref(),
                                    exports.local().name(),
                                    SafeText.of(promotion.release().version())),
                    List.of());
        }
        requireAlone(service, behind);
        SortedSet<String> images = new TreeSet<>();
        List<String> problems = new ArrayList<>();
        running.forEach(
                each -> ofContainers(each).forEach(image -> add(each, image, images, problems)));
        promotion.release().images().values().stream()
                .filter(wanted -> images.stream().noneMatch(found -> sameDigest(found, wanted)))
                .forEach(wanted -> problems.add("no container has " + SafeText.of(wanted)));
        if (!problems.isEmpty()) {
            throw precond(
                    "staging does not run that release: other images are in mesh '%s'"
                            .formatted(exports.local().name()),
                    problems);
        }
        return images;
    }

    private void add(
            ClusterObject deployment,
            String image,
            SortedSet<String> images,
            List<String> problems) {
        images.add(image);
        Optional<String> wanted =
                promotion.release().images().entrySet().stream()
                        .filter(each -> meant(image, each))
                        .map(Map.Entry::getValue)
                        .findFirst();
        if (wanted.isPresent() && !sameDigest(image, wanted.get())) {
            problems.add(
                    "%s has %s, and not %s"
                            .formatted(
                                    deployment.ref(),
                                    SafeText.of(image),
                                    SafeText.of(wanted.get())));
        }
    }

    private static boolean meant(String image, Map.Entry<String, String> entry) {
        String repository = Image.repository(image);
        return repository.equals(entry.getKey())
                || repository.equals(Image.repository(entry.getValue()));
    }

    private static boolean sameDigest(String one, String other) {
        return !Image.digest(one).isEmpty() && Image.digest(one).equals(Image.digest(other));
    }

    /** What else answers there would be judged with it, and would not come to production. */
    private void requireAlone(ClusterObject service, List<ClusterObject> behind) {
        List<String> others =
                behind.stream()
                        .filter(each -> !ofTheRelease(each))
                        .map(
                                each ->
                                        "%s has version=%s"
                                                .formatted(
                                                        each.ref(),
                                                        SafeText.of(
                                                                String.valueOf(
                                                                        labels(each)
                                                                                .getOrDefault(
                                                                                        "version",
                                                                                        "")))))
                        .toList();
        if (!others.isEmpty()) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "behind %s of mesh '%s' is more than version=%s"
                            .formatted(
                                    service.ref(),
                                    exports.local().name(),
                                    SafeText.of(promotion.release().version())),
                    "Take the others away, or scale them to none: requests of production would go to them too, and the gates would judge them with it.",
                    others,
                    null);
        }
    }

    private boolean ofTheRelease(ClusterObject deployment) {
        return promotion.release().version().equals(labels(deployment).get("version"));
    }

    private static Map<String, Object> labels(ClusterObject deployment) {
        return deployment.object("spec", "template", "metadata", "labels");
    }

    private static List<String> ofContainers(ClusterObject deployment) {
        return Stream.of("containers", "initContainers")
                .flatMap(key -> deployment.objects("spec", "template", "spec", key).stream())
                .flatMap(container -> Trees.text(container, "image").stream())
                .toList();
    }

    private FederationException precond(String problem, List<String> details) {
        return new FederationException(
                ErrorClass.PRECOND,
                problem,
                "Bring the release to staging first, its images by their digests: that is what is judged, and what goes to production.",
                details,
                null);
    }
}
