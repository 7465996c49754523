package io.meshfed.manifests;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import io.meshfed.model.SetLabels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The inventory of a set as the Kubernetes enhancement 3659 describes it and {@code kubectl apply
 * --prune --applyset} keeps it, so that each can go on where the other stopped.
 *
 * @param parent the object that stands for the set
 * @param origin what its name was made of; empty when somebody named it
 */
public record ApplySet(ObjectRef parent, String origin) {

    public static final String KINDS = "applyset.kubernetes.io/contains-group-kinds";
    public static final String NAMESPACES = "applyset.kubernetes.io/additional-namespaces";
    public static final String TOOLING = "applyset.kubernetes.io/tooling";

    /** What kubectl before 1.29 wrote, and reads, in place of {@link #KINDS}. */
    public static final String OLD_KINDS = "applyset.kubernetes.io/contains-group-resources";

    /** Annotation of ours: what the name of the set was made of. */
    public static final String ORIGIN = "meshfed.io/set-origin";

    /** kubectl goes on only with sets whose tooling has its own name before the last slash. */
    public static final String TOOL = "kubectl";

    private static final String OURS = TOOL + "/v0-meshfed";

    public ApplySet {
        requireNonNull(parent);
        requireNonNull(origin);
    }

    /** One that goes by its name alone. */
    public ApplySet(ObjectRef parent) {
        this(parent, "");
    }

    /** A set that was found keeps what it says that its name was made of. */
    public ApplySet keeping(ClusterObject found) {
        return origin.isEmpty() ? new ApplySet(parent, found.annotation(ORIGIN).orElse("")) : this;
    }

    /** What else the name of the set that was found was made of, if it was. */
    public Optional<String> otherOrigin(ClusterObject found) {
        return found.annotation(ORIGIN).filter(other -> !origin.isEmpty() && !origin.equals(other));
    }

    /** What members say that they are part of. */
    public String id() {
        ResourceType type = parent.type();
        String unhashed =
                String.join(".", parent.name(), parent.namespace(), type.kind(), type.group());
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(unhashed.getBytes(StandardCharsets.UTF_8));
            return "applyset-"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(hash)
                    + "-v1";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How members are found. */
    public String selector() {
        return SetLabels.PART_OF + "=" + id();
    }

    /** Whether what wrote it last is another tool, which we must leave its set to. */
    public static boolean ofOtherTool(ClusterObject parent) {
        String tooling = parent.annotation(TOOLING).orElse("");
        int slash = tooling.lastIndexOf('/');
        return !(slash < 0 ? tooling : tooling.substring(0, slash)).equals(TOOL);
    }

    /**
     * The parent as it should be while the set has at most this in it.
     *
     * @param types of those kinds that are served
     */
    public Manifest desired(String federation, Extent extent, Collection<ResourceType> types) {
        SortedMap<String, String> labels = new TreeMap<>(Ownership.labels(federation));
        labels.put(SetLabels.ID, id());
        SortedMap<String, String> annotations = new TreeMap<>();
        annotations.put(TOOLING, OURS);
        annotations.put(KINDS, extent.kindsText());
        annotations.put(OLD_KINDS, plurals(extent, types));
        annotations.put(NAMESPACES, extent.namespacesText(parent.namespace()));
        if (!origin.isEmpty()) {
            annotations.put(ORIGIN, origin);
        }
        return new Manifest(parent, labels, annotations, Map.of());
    }

    private static String plurals(Extent extent, Collection<ResourceType> types) {
        return types.stream()
                .filter(type -> extent.kinds().contains(new GroupKind(type.group(), type.kind())))
                .map(ResourceType::qualifiedPlural)
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** An object as part of this set, and marked as ours where its author says nothing else. */
    public Manifest member(String federation, Draft draft, ObjectRef ref) {
        SortedMap<String, String> labels = new TreeMap<>(Ownership.labels(federation));
        labels.putAll(draft.labels());
        labels.put(SetLabels.PART_OF, id());
        SortedMap<String, String> annotations = new TreeMap<>(draft.annotations());
        // Whoever may read annotations could try words until the hash of a Secret fits.
        if (!secret(ref.type())) {
            annotations.put(
                    Ownership.APPLIED,
                    AppliedHash.of(List.of(labels, draft.annotations(), draft.content())));
        }
        return new Manifest(ref, labels, annotations, draft.content());
    }

    private static boolean secret(ResourceType type) {
        return type.group().isEmpty() && type.kind().equals("Secret");
    }
}
