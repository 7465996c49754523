package io.meshfed.resource;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Import;
import io.meshfed.model.Locality;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Services of a peer that a failover takes as endpoints of local ones. The set that they stand in
 * remembers them itself, so that whoever applies it from the file keeps them.
 *
 * @param services the name under which the peer offers it, to the local service
 * @param region where the imported endpoints are said to be; empty for what the file says
 */
public record MergedServices(SortedMap<ServiceName, ServiceName> services, String region) {

    public static final MergedServices NONE = new MergedServices(new TreeMap<>(), "");

    /** Of an ImportedServiceSet: {@code prod/info=shop/info}, several with commas. */
    public static final String MERGED = "meshfed.io/merged";

    /** Of an ImportedServiceSet whose region is not from the file. */
    public static final String REGION = "meshfed.io/merged-region";

    public MergedServices {
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
        requireNonNull(region);
    }

    /** What the set remembers, as far as the file still imports it. */
    public static MergedServices of(Optional<ClusterObject> set, Direction direction) {
        if (set.isEmpty()) {
            return NONE;
        }
        SortedMap<ServiceName, ServiceName> services = pairs(set.get().annotation(MERGED));
        services.keySet()
                .removeIf(
                        exported ->
                                direction.imports().stream()
                                        .noneMatch(rule -> takes(rule, exported)));
        return new MergedServices(services, set.get().annotation(REGION).orElse(""));
    }

    static SortedMap<ServiceName, ServiceName> pairs(Map<String, String> annotations) {
        return pairs(Optional.ofNullable(annotations.get(MERGED)));
    }

    private static SortedMap<ServiceName, ServiceName> pairs(Optional<String> remembered) {
        SortedMap<ServiceName, ServiceName> services = new TreeMap<>();
        for (String pair : remembered.orElse("").split(",")) {
            String[] names = pair.split("=", -1);
            if (names.length == 2) {
                name(names[0])
                        .ifPresent(
                                exported ->
                                        name(names[1])
                                                .ifPresent(local -> services.put(exported, local)));
            }
        }
        return services;
    }

    static String text(SortedMap<ServiceName, ServiceName> services) {
        return String.join(
                ",",
                services.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());
    }

    /** Under which names the peer offers what a set has merged into a local service. */
    public static Set<ServiceName> into(Optional<ClusterObject> set, ServiceName local) {
        SortedMap<ServiceName, ServiceName> services =
                pairs(set.flatMap(found -> found.annotation(MERGED)));
        services.values().removeIf(each -> !each.equals(local));
        return services.keySet();
    }

    /**
     * Where a set puts its endpoints while other services are merged by it; empty when there are
     * none, or it does not say it.
     */
    public static String regionBeside(Optional<ClusterObject> set, ServiceName local) {
        SortedMap<ServiceName, ServiceName> others =
                pairs(set.flatMap(found -> found.annotation(MERGED)));
        others.values().removeIf(local::equals);
        return others.isEmpty()
                ? ""
                : set.flatMap(found -> Trees.text(found.object("spec"), "locality", "region"))
                        .orElse("");
    }

    private static Optional<ServiceName> name(String text) {
        String[] parts = text.split("/", -1);
        return parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()
                ? Optional.of(new ServiceName(parts[0], parts[1]))
                : Optional.empty();
    }

    private static boolean takes(Import rule, ServiceName exported) {
        return rule.exported().namespace().equals(exported.namespace())
                && (rule.exported().name().isEmpty()
                        || rule.exported().name().equals(exported.name()));
    }

    /**
     * @param otherRegion empty for what the file says, or what is remembered
     */
    public MergedServices with(ServiceName exported, ServiceName local, String otherRegion) {
        SortedMap<ServiceName, ServiceName> more = new TreeMap<>(services);
        more.put(exported, local);
        return new MergedServices(more, otherRegion.isEmpty() ? region : otherRegion);
    }

    /** Without those that are endpoints of that local service. */
    public MergedServices without(ServiceName local) {
        SortedMap<ServiceName, ServiceName> fewer = new TreeMap<>(services);
        fewer.values().removeIf(local::equals);
        return fewer.isEmpty() ? NONE : new MergedServices(fewer, region);
    }

    /** What the local mesh takes from the remote one: the first rule that fits a service counts. */
    public List<Import> imports(Direction direction) {
        List<Import> imports = new ArrayList<>();
        String to = direction.local().name();
        services.forEach(
                (exported, local) -> imports.add(new Import(to, exported, local, true, "")));
        direction.imports().stream()
                .filter(rule -> !services.containsKey(rule.exported()))
                .forEach(imports::add);
        return imports;
    }

    Locality locality(Direction direction) {
        Locality said = direction.localSide().locality();
        return said.isNone() && !region.isEmpty() ? new Locality(region, "", "") : said;
    }

    SortedMap<String, String> annotations() {
        SortedMap<String, String> annotations = new TreeMap<>();
        if (!services.isEmpty()) {
            annotations.put(MERGED, text(services));
        }
        if (!region.isEmpty()) {
            annotations.put(REGION, region);
        }
        return annotations;
    }
}
