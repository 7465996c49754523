package io.meshfed.sandbox.api;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds that one API server serves. Kinds may come and go while it runs. */
public final class KindRegistry {

    private final Catalogue catalogue;

    /** Replaced as a whole, so that nobody sees half of a change. */
    private volatile List<Kind> kinds;

    private KindRegistry(Catalogue catalogue, List<Kind> kinds) {
        this.catalogue = catalogue;
        this.kinds = kinds;
    }

    /**
     * What every server serves. Reading it takes longer than all else that one does at its start.
     */
    private record Catalogue(KindReader reader, List<Kind> kinds, Schema metadata) {

        static final Catalogue OWN = read();

        private static Catalogue read() {
            Map<String, Object> file = Json.part(OwnYaml.read("kinds.yaml"));
            KindReader reader = new KindReader(Json.part(file.get("shared")));
            List<Kind> all = new ArrayList<>();
            Trees.objects(file, "groups").forEach(group -> all.addAll(reader.group(group)));
            return new Catalogue(reader, List.copyOf(all), reader.metadata());
        }
    }

    /**
     * The built-in catalogue.
     *
     * @param withoutGroups API groups to leave out, as if their CRDs had never been installed
     */
    static KindRegistry builtIn(Collection<String> withoutGroups) {
        return new KindRegistry(
                Catalogue.OWN,
                Catalogue.OWN.kinds().stream()
                        .filter(kind -> !withoutGroups.contains(kind.type().group()))
                        .toList());
    }

    /** What the kinds are called in URLs that every server of ours serves from its start. */
    public static List<String> plurals() {
        return builtIn(List.of()).kinds.stream()
                .map(kind -> kind.type().plural())
                .distinct()
                .sorted()
                .toList();
    }

    /** Serves another custom resource, all of whose fields are kept. */
    public synchronized void add(ResourceType type, boolean hasStatus) {
        List<Kind> next = new ArrayList<>(kinds);
        next.add(catalogue.reader().schemaless(type, hasStatus));
        kinds = List.copyOf(next);
    }

    /** Stops serving an API group. What is stored stays, out of reach. */
    public synchronized void removeGroup(String group) {
        kinds = kinds.stream().filter(kind -> !kind.type().group().equals(group)).toList();
    }

    /** The newest version of a kind that is served. */
    public Optional<ResourceType> type(String group, String kind) {
        return kinds.stream()
                .map(Kind::type)
                .filter(type -> type.group().equals(group) && type.kind().equals(kind))
                .findFirst();
    }

    /** Serves these, and no other version of them any more. */
    synchronized void serve(String qualifiedPlural, List<Kind> versions) {
        List<Kind> next = new ArrayList<>(kinds);
        next.removeIf(kind -> kind.type().qualifiedPlural().equals(qualifiedPlural));
        next.addAll(versions);
        kinds = List.copyOf(next);
    }

    /** Any version of a kind, by plural and group: what it is called does not differ. */
    Optional<Kind> any(String qualifiedPlural) {
        return kinds.stream()
                .filter(kind -> kind.type().qualifiedPlural().equals(qualifiedPlural))
                .findFirst();
    }

    /** What {@code metadata} may hold, whatever the kind. */
    Schema metadata() {
        return catalogue.metadata();
    }

    List<Kind> all() {
        return kinds;
    }

    Optional<Kind> byPlural(String group, String version, String plural) {
        return kinds.stream()
                .filter(kind -> kind.type().plural().equals(plural))
                .filter(kind -> kind.type().group().equals(group))
                .filter(kind -> kind.type().version().equals(version))
                .findFirst();
    }

    /** As an object says it. */
    Optional<Kind> byKind(String apiVersion, String name) {
        return kinds.stream()
                .filter(kind -> kind.type().kind().equals(name))
                .filter(kind -> kind.type().apiVersion().equals(apiVersion))
                .findFirst();
    }

    List<Kind> of(String group, String version) {
        return kinds.stream()
                .filter(kind -> kind.type().group().equals(group))
                .filter(kind -> kind.type().version().equals(version))
                .toList();
    }

    /** Named groups with their versions, the preferred one first. */
    Map<String, Set<String>> groups() {
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        for (Kind kind : kinds) {
            groups.computeIfAbsent(kind.type().group(), g -> new LinkedHashSet<>())
                    .add(kind.type().version());
        }
        groups.remove("");
        groups.replaceAll((group, versions) -> VersionOrder.sorted(versions));
        return groups;
    }

    /** All kinds once, whatever versions they are served in. */
    List<Kind> distinct() {
        Map<String, Kind> byPlural = new LinkedHashMap<>();
        kinds.forEach(kind -> byPlural.putIfAbsent(kind.type().qualifiedPlural(), kind));
        return new ArrayList<>(byPlural.values());
    }
}
