package io.meshfed.steps.sets;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.manifests.Draft;
import io.meshfed.manifests.GroupKind;
import io.meshfed.model.ResourceType;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which kinds a cluster has: asked for each version of a group once, and anew when told to. */
final class Kinds {

    private final ClusterSession session;
    private final Map<String, List<ResourceType>> served = new ConcurrentHashMap<>();

    Kinds(ClusterSession session) {
        this.session = session;
    }

    /** The versions of groups that these objects are written in. */
    static List<Draft.Name> versions(Collection<Draft> drafts) {
        return drafts.stream()
                .map(Draft::name)
                .collect(
                        java.util.stream.Collectors.toMap(
                                Draft.Name::apiVersion, name -> name, (one, same) -> one))
                .values()
                .stream()
                .toList();
    }

    List<ResourceType> look(Draft.Name name) {
        return of(name.group(), name.version());
    }

    Optional<ResourceType> of(Draft.Name name) {
        return of(name.group(), name.version()).stream()
                .filter(type -> type.kind().equals(name.kind()))
                .findFirst();
    }

    private List<ResourceType> of(String group, String version) {
        String key = group + "/" + version;
        List<ResourceType> known = served.get(key);
        if (known == null) {
            known = session.served(group, version);
            served.put(key, known);
        }
        return known;
    }

    /** In the version that the server likes best; empty when no version of it is served. */
    Optional<ResourceType> of(GroupKind kind) {
        return ofGroup(kind.group()).stream()
                .filter(type -> type.kind().equals(kind.kind()))
                .findFirst();
    }

    /** By the plural, as older inventories name kinds. */
    Optional<ResourceType> ofPlural(GroupKind plural) {
        return ofGroup(plural.group()).stream()
                .filter(type -> type.plural().equals(plural.kind()))
                .findFirst();
    }

    private List<ResourceType> ofGroup(String group) {
        return session.apiGroups().getOrDefault(group, List.of()).stream()
                .flatMap(version -> listed(group, version).stream())
                .toList();
    }

    /** Who takes it for gone forgets its members, and leaves them behind. */
    private List<ResourceType> listed(String group, String version) {
        List<ResourceType> types = of(group, version);
        if (types.isEmpty()) {
            served.remove(group + "/" + version);
            throw new FederationException(
                    ErrorClass.TRANSIENT,
                    "cluster '%s' lists the API %s, and says that it does not serve it"
                            .formatted(
                                    session.cluster().name(),
                                    group.isEmpty() ? version : group + "/" + version),
                    "Start again when it is there, or not listed any more.");
        }
        return types;
    }

    void forget(Draft.Name name) {
        served.remove(name.group() + "/" + name.version());
    }
}
