package io.meshfed.steps.promotion;

import io.meshfed.engine.StepContext;
import io.meshfed.manifests.Draft;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.traffic.LocalService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps a release from widening what production exports: by what it brings, without anybody writing
 * to an export.
 */
record ExportGuard(StepContext context, Mesh mesh, ServiceName service) {

    private static final Set<String> OPEN = Set.of("", "*");

    /**
     * @throws FederationException INPUT with all that a release must not bring, PRECOND when it
     *     would be exported
     */
    void require(PastObjects past, List<Draft> drafts) {
        requireFit(drafts);
        List<ClusterObject> exports =
                context.sessionFor(mesh).list(ResourceTypes.EXPORTS, mesh.namespace(), "");
        List<String> exported = new ArrayList<>();
        for (Draft draft : drafts) {
            if (draft.name().groupKind().toString().equals("Service")) {
                exports.forEach(set -> exported.addAll(exported(past, draft, set)));
            }
        }
        if (!exported.isEmpty()) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "the release would widen what mesh '%s' exports".formatted(mesh.name()),
                    "Let exports of production name services that are there; what they mean is not to grow with a release.",
                    exported,
                    null);
        }
    }

    private void requireFit(List<Draft> drafts) {
        Set<String> problems = new TreeSet<>();
        for (Draft draft : drafts) {
            String group = draft.name().group();
            String kind = draft.name().kind();
            if (group.isEmpty() && kind.equals("Secret")) {
                problems.add(
                        draft
                                + ": the snapshot that the way back needs would hold the Secret; apply it before, by a set of its own");
            } else if (group.equals(ResourceTypes.FEDERATION_GROUP)) {
                problems.add(
                        draft + ": what is exported and imported stands in the federation file");
            } else if (ours(draft)) {
                problems.add(draft + ": is the name of the route that a promotion makes");
            }
        }
        if (!problems.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "the manifests of the release have what no release may bring",
                    "Nothing was written.",
                    List.copyOf(problems),
                    null);
        }
    }

    private boolean ours(Draft draft) {
        for (ObjectRef ref :
                List.of(
                        LocalService.virtualService(service),
                        LocalService.destinationRule(service))) {
            boolean same =
                    draft.name().group().equals(ref.type().group())
                            && draft.name().kind().equals(ref.type().kind())
                            && draft.name().name().equals(ref.name());
            if (same && Set.of("", ref.namespace()).contains(draft.name().namespace())) {
                return true;
            }
        }
        return false;
    }

    private List<String> exported(PastObjects past, Draft draft, ClusterObject set) {
        List<String> told = new ArrayList<>();
        for (Map<String, Object> rule : set.objects("spec", "exportRules")) {
            if (Trees.text(rule, "type").orElse("").equals("LabelSelector")) {
                Map<String, Object> selector = Trees.object(rule.get("labelSelector"));
                if (inNamespace(selector, draft) && labelled(selector, draft)) {
                    told.add("%s: a rule by labels of %s means it".formatted(draft, set.ref()));
                }
            } else {
                Map<String, Object> selector = Trees.object(rule.get("nameSelector"));
                named(past, selector, draft).stream()
                        .map(why -> "%s: %s of %s".formatted(draft, why, set.ref()))
                        .forEach(told::add);
            }
        }
        return told;
    }

    private List<String> named(PastObjects past, Map<String, Object> selector, Draft draft) {
        String name = Trees.text(selector, "name").orElse("");
        if (!inNamespace(selector, draft)) {
            return List.of();
        }
        boolean open =
                OPEN.contains(name) || OPEN.contains(Trees.text(selector, "namespace").orElse(""));
        if (open && (OPEN.contains(name) || name.equals(draft.name().name()))) {
            return List.of("a rule without name or namespace means it, one");
        }
        boolean meant = name.equals(draft.name().name());
        return meant && isNew(past, draft)
                ? List.of("a rule names it although it was not there, one")
                : List.of();
    }

    private boolean isNew(PastObjects past, Draft draft) {
        ObjectRef ref = new ObjectRef(ResourceTypes.SERVICE, namespace(draft), draft.name().name());
        return past.before(mesh, ref) instanceof Before.Absent;
    }

    private boolean inNamespace(Map<String, Object> selector, Draft draft) {
        String namespace = SafeText.of(Trees.text(selector, "namespace").orElse(""));
        return OPEN.contains(namespace) || namespace.equals(namespace(draft));
    }

    private String namespace(Draft draft) {
        String written = draft.name().namespace();
        return written.isEmpty() ? service.namespace() : written;
    }

    /** Expressions are taken for fitting: what cannot be ruled out is refused. */
    private static boolean labelled(Map<String, Object> selector, Draft draft) {
        return Trees.object(Trees.value(selector, "selector", "matchLabels").orElse(Map.of()))
                .entrySet()
                .stream()
                .allMatch(label -> label.getValue().equals(draft.labels().get(label.getKey())));
    }
}
