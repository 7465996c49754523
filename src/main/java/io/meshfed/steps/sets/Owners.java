package io.meshfed.steps.sets;

import io.meshfed.manifests.GroupKind;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who owns what lies in a namespace that is to go. A custom resource that nobody looked at may own
 * what people would miss.
 *
 * @param looked UIDs of what was looked at, or is to go itself
 * @param standing by UID: whether an owner that nobody looked at is there
 */
record Owners(SetTarget target, Kinds kinds, Set<String> looked, Map<String, Boolean> standing) {

    /** Operators are installed anew wherever somebody subscribes to them. */
    private static final String LIFECYCLE = "operators.coreos.com";

    static Owners of(SetTarget target, Kinds kinds, Collection<ClusterObject> looked) {
        return new Owners(
                target,
                kinds,
                looked.stream().map(ClusterObject::uid).collect(Collectors.toSet()),
                new HashMap<>());
    }

    /** Whether an object need not be told of: its owner is, or its collection is due. */
    boolean speakFor(ClusterObject object) {
        return object.objects("metadata", "ownerReferences").stream()
                .anyMatch(owner -> speaks(owner, object.ref().namespace()));
    }

    private boolean speaks(Map<String, Object> owner, String namespace) {
        String uid = Trees.text(owner, "uid").orElse("");
        String version = Trees.text(owner, "apiVersion").orElse("");
        String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
        if (looked.contains(uid) || group.equals(LIFECYCLE)) {
            return true;
        }
        GroupKind kind = new GroupKind(group, Trees.text(owner, "kind").orElse(""));
        String name = Trees.text(owner, "name").orElse("");
        return !standing.computeIfAbsent(uid, none -> stands(kind, namespace, name, uid));
    }

    /** Who may not look takes it for there. */
    private boolean stands(GroupKind kind, String namespace, String name, String uid) {
        try {
            return kinds.of(kind)
                    .flatMap(type -> target.session().find(ref(type, namespace, name)))
                    .filter(found -> found.uid().equals(uid))
                    .isPresent();
        } catch (FederationException unseen) {
            if (unseen.errorClass() != ErrorClass.AUTH) {
                throw unseen;
            }
            return true;
        }
    }

    private static ObjectRef ref(ResourceType type, String namespace, String name) {
        return new ObjectRef(type, type.namespaced() ? namespace : "", name);
    }
}
