package io.meshfed.sandbox.api;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The kinds that one API server serves. Kinds may come and go while it runs. */
public final class KindRegistry {

    private final List<Kind> kinds = new CopyOnWriteArrayList<>();
    private final KindReader reader;

    private KindRegistry(KindReader reader) {
        this.reader = reader;
    }

    /**
     * The built-in catalogue.
     *
     * @param withoutGroups API groups to leave out, as if their CRDs had never been installed
     */
    static KindRegistry builtIn(Collection<String> withoutGroups) {
        Map<String, Object> file = read("kinds.yaml");
        KindReader reader = new KindReader(Json.part(file.get("shared")));
        KindRegistry registry = new KindRegistry(reader);
        for (Map<String, Object> group : Trees.objects(file, "groups")) {
            if (!withoutGroups.contains(Trees.text(group, "group").orElse(""))) {
                registry.kinds.addAll(reader.group(group));
            }
        }
        return registry;
    }

    /** Serves another custom resource, all of whose fields are kept. */
    public void add(ResourceType type, boolean hasStatus) {
        kinds.add(reader.schemaless(type, hasStatus));
    }

    /** Stops serving an API group. What is stored stays, out of reach. */
    public void removeGroup(String group) {
        kinds.removeIf(kind -> kind.type().group().equals(group));
    }

    /** The newest version of a kind that is served. */
    public Optional<ResourceType> type(String group, String kind) {
        return kinds.stream()
                .map(Kind::type)
                .filter(type -> type.group().equals(group) && type.kind().equals(kind))
                .findFirst();
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
        return groups;
    }

    /** All kinds once, whatever versions they are served in. */
    List<Kind> distinct() {
        Map<String, Kind> byPlural = new LinkedHashMap<>();
        kinds.forEach(kind -> byPlural.putIfAbsent(kind.type().qualifiedPlural(), kind));
        return new ArrayList<>(byPlural.values());
    }

    private static Map<String, Object> read(String resource) {
        try (InputStream in = KindRegistry.class.getResourceAsStream(resource)) {
            Load yaml = new Load(LoadSettings.builder().setLabel(resource).build());
            return Json.part(yaml.loadFromInputStream(in));
        } catch (IOException inTheJar) {
            throw new UncheckedIOException(inTheJar);
        }
    }
}
