package io.meshfed.manifests;

import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts the images of a release, each with its digest, into the containers of its manifests, as
 * kustomize's {@code images} does.
 *
 * @param images by the name that the manifests have
 */
public record ReleaseImages(SortedMap<String, String> images) {

    private static final Set<String> CONTAINERS = Set.of("containers", "initContainers");

    public ReleaseImages {
        images = new TreeMap<>(images);
    }

    /**
     * @throws FederationException INPUT when an image is used nowhere, or a container has it with
     *     another digest
     */
    public List<Draft> into(List<Draft> drafts) {
        Set<String> used = new TreeSet<>();
        List<String> problems = new ArrayList<>();
        List<Draft> placed = new ArrayList<>();
        for (Draft draft : drafts) {
            Map<String, Object> content = new LinkedHashMap<>(draft.content());
            content.replaceAll((key, value) -> placed(value, draft, used, problems));
            placed.add(
                    new Draft(
                            draft.name(),
                            draft.labels(),
                            draft.annotations(),
                            content,
                            draft.origin()));
        }
        images.keySet().stream()
                .filter(name -> !used.contains(name))
                .forEach(
                        name ->
                                problems.add(
                                        "release.images: no container of the manifests has the image '%s'"
                                                .formatted(SafeText.of(name))));
        if (!problems.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "the images of the release do not fit its manifests",
                    "Name each image as the manifests do, without tag and digest; docs/promotion-file.md tells more.",
                    problems,
                    null);
        }
        return List.copyOf(placed);
    }

    private Object placed(Object value, Draft draft, Set<String> used, List<String> problems) {
        if (value instanceof List<?> list) {
            return list.stream().map(each -> placed(each, draft, used, problems)).toList();
        }
        if (!(value instanceof Map<?, ?>)) {
            return value;
        }
        Map<String, Object> map = Trees.object(value);
        map.replaceAll(
                (key, below) ->
                        CONTAINERS.contains(key) && below instanceof List<?> list
                                ? list.stream()
                                        .map(each -> container(each, draft, used, problems))
                                        .toList()
                                : placed(below, draft, used, problems));
        return map;
    }

    private Object container(Object value, Draft draft, Set<String> used, List<String> problems) {
        Map<String, Object> container = Trees.object(value);
        String image = Trees.text(container, "image").orElse("");
        if (image.isEmpty()) {
            return value;
        }
        for (Map.Entry<String, String> each : images.entrySet()) {
            boolean meant =
                    Image.repository(image).equals(each.getKey())
                            || Image.repository(image).equals(Image.repository(each.getValue()));
            if (meant) {
                used.add(each.getKey());
                refuseOther(image, each.getValue(), draft, problems);
                container.put("image", each.getValue());
                return container;
            }
        }
        return value;
    }

    private static void refuseOther(
            String image, String wanted, Draft draft, List<String> problems) {
        String digest = Image.digest(image);
        if (!digest.isEmpty() && !digest.equals(Image.digest(wanted))) {
            problems.add(
                    "%s: has the image %s, and the promotion file says %s"
                            .formatted(draft, SafeText.of(image), SafeText.of(wanted)));
        }
    }
}
