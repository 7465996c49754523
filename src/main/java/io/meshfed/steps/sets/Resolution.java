package io.meshfed.steps.sets;

import io.meshfed.manifests.Draft;
import io.meshfed.manifests.GroupKind;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which kinds and namespaces the objects of a set have in a cluster. */
final class Resolution {

    static final GroupKind DEFINITION =
            new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");
    static final GroupKind SUBSCRIPTION = new GroupKind("operators.coreos.com", "Subscription");

    private final SetTarget target;
    private final Kinds kinds;
    private final List<Draft> drafts;
    private final Map<String, Draft> byIdentity = new HashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    /** What came of it; {@code later} can only be looked at when an operator was installed. */
    record Resolved(List<Member> members, List<Draft> later) {}

    Resolution(SetTarget target, Kinds kinds, List<Draft> drafts) {
        this.target = target;
        this.kinds = kinds;
        this.drafts = drafts;
    }

    /**
     * @throws FederationException with all that cannot be, before anything is written
     */
    Resolved resolve() {
        target.all(Kinds.versions(drafts), kinds::look, "be looked for");
        List<Member> members = new ArrayList<>();
        List<Draft> later = new ArrayList<>();
        boolean operators =
                drafts.stream().anyMatch(draft -> draft.name().groupKind().equals(SUBSCRIPTION));
        for (Draft draft : drafts) {
            Optional<ResourceType> served = kinds.of(draft.name());
            Optional<ResourceType> type = served.or(() -> defined(draft.name()));
            if (type.isPresent()) {
                member(draft, type.get(), served.isEmpty()).ifPresent(members::add);
            } else if (operators) {
                later.add(draft);
            } else {
                missing.add(
                        "%s: the kind %s of %s is not served"
                                .formatted(draft, draft.name().kind(), draft.name().apiVersion()));
            }
        }
        throwProblems();
        return new Resolved(List.copyOf(members), List.copyOf(later));
    }

    private void throwProblems() {
        if (!wrong.isEmpty()) {
            wrong.addAll(missing);
            throw new FederationException(
                    ErrorClass.INPUT,
                    "the manifests do not fit cluster '%s'".formatted(target.cluster()),
                    "Nothing was written.",
                    wrong,
                    null);
        }
        if (!missing.isEmpty()) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "cluster '%s' lacks kinds of %s"
                            .formatted(target.cluster(), Words.count(missing.size(), "object")),
                    "Apply the CRD or the operator that brings them in the same set, or before. Nothing was written.",
                    missing,
                    null);
        }
    }

    private Optional<Member> member(Draft draft, ResourceType type, boolean coming) {
        Draft.Name name = draft.name();
        String namespace = name.namespace().isEmpty() ? target.namespace() : name.namespace();
        if (!type.namespaced() && !name.namespace().isEmpty()) {
            wrong.add("%s: its kind belongs to no namespace; take that out".formatted(draft));
            return Optional.empty();
        }
        if (type.namespaced() && namespace.isEmpty()) {
            wrong.add("%s: has no namespace; write one, or say --namespace".formatted(draft));
            return Optional.empty();
        }
        ObjectRef ref = new ObjectRef(type, type.namespaced() ? namespace : "", name.name());
        Draft same = byIdentity.putIfAbsent(Member.identity(ref), draft);
        if (same != null) {
            wrong.add("%s: is the same object as %s".formatted(draft, same));
            return Optional.empty();
        }
        if (ref.equals(target.set().parent())) {
            wrong.add("%s: is the inventory of the set itself".formatted(draft));
            return Optional.empty();
        }
        return Optional.of(
                new Member(draft, target.set().member(target.federation(), draft, ref), coming));
    }

    /** As a definition in the same set says. */
    private Optional<ResourceType> defined(Draft.Name name) {
        return drafts.stream()
                .filter(draft -> draft.name().groupKind().equals(DEFINITION))
                .map(Draft::content)
                .filter(crd -> Trees.text(crd, "spec", "group").orElse("").equals(name.group()))
                .filter(
                        crd ->
                                Trees.text(crd, "spec", "names", "kind")
                                        .orElse("")
                                        .equals(name.kind()))
                .filter(crd -> versions(crd).contains(name.version()))
                .findFirst()
                .flatMap(
                        crd ->
                                Trees.text(crd, "spec", "names", "plural")
                                        .map(
                                                plural ->
                                                        new ResourceType(
                                                                name.group(),
                                                                name.version(),
                                                                name.kind(),
                                                                plural,
                                                                Trees.text(crd, "spec", "scope")
                                                                        .orElse("")
                                                                        .equals("Namespaced"))));
    }

    private static List<String> versions(Map<String, Object> crd) {
        return Trees.objects(crd, "spec", "versions").stream()
                .filter(version -> Trees.flag(version, "served"))
                .flatMap(version -> Trees.text(version, "name").stream())
                .toList();
    }
}
