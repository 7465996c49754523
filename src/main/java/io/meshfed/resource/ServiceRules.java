package io.meshfed.resource;

import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a set of exports or imports says of one service. All services between two meshes share the
 * set: who brings one of them, or takes it back, leaves what it says of the others. Rules by labels
 * and of a whole namespace are of the others.
 *
 * @param offered the names under which the exporting mesh offers the service, or did
 */
public record ServiceRules(SortedSet<ServiceName> offered) {

    private static final String LOCALITY = "locality";

    public ServiceRules {
        offered = Collections.unmodifiableSortedSet(new TreeSet<>(offered));
    }

    /**
     * What is there, but of this service what is wanted. The labels are those of both: somebody
     * else may have put one of ours back.
     */
    public Manifest on(Manifest there, Manifest wanted) {
        Map<String, Object> spec = new LinkedHashMap<>(spec(there));
        SortedMap<String, String> annotations = new TreeMap<>(there.annotations());
        SortedMap<String, String> labels = new TreeMap<>(there.labels());
        labels.putAll(wanted.labels());
        SortedMap<ServiceName, ServiceName> merged = MergedServices.pairs(there.annotations());
        SortedMap<ServiceName, ServiceName> own = own(MergedServices.pairs(wanted.annotations()));
        boolean same = own(merged).equals(own);
        spec.put(key(there), rules(there, wanted, same));
        if (!same) {
            merged.keySet().removeAll(offered);
            boolean alone = merged.isEmpty();
            merged.putAll(own);
            annotations.remove(MergedServices.MERGED);
            if (!merged.isEmpty()) {
                annotations.put(MergedServices.MERGED, MergedServices.text(merged));
            }
            if (alone) {
                Manifest set = new Manifest(there.ref(), labels, annotations, content(there, spec));
                return own.isEmpty() ? released(set, wanted) : placedAs(wanted, set);
            }
        }
        return new Manifest(there.ref(), labels, annotations, content(there, spec));
    }

    /** A set, with its endpoints said to be where those of another state of it are. */
    public static Manifest placedAs(Manifest placed, Manifest set) {
        Map<String, Object> spec = new LinkedHashMap<>(spec(set));
        SortedMap<String, String> annotations = new TreeMap<>(set.annotations());
        replace(annotations, MergedServices.REGION, placed.annotations());
        replace(spec, LOCALITY, spec(placed));
        return with(set, spec, annotations);
    }

    /** A set that says nothing of this service. */
    public Manifest without(Manifest there) {
        return on(there, bare(there));
    }

    /** The set with nothing in it. */
    public static Manifest bare(Manifest set) {
        Manifest unmerged = unmerged(set);
        Map<String, Object> spec = new LinkedHashMap<>(spec(unmerged));
        spec.put(key(set), List.of());
        return with(unmerged, spec, unmerged.annotations());
    }

    /** A region comes and goes with failovers, but for one that is wanted without them as well. */
    private static Manifest released(Manifest set, Manifest wanted) {
        Manifest plain = unmerged(set);
        Object wantedAnyway = spec(unmerged(wanted)).get(LOCALITY);
        return Objects.equals(wantedAnyway, spec(set).get(LOCALITY))
                ? with(plain, spec(set), plain.annotations())
                : plain;
    }

    /** Where a region is not from the file it is that of what a failover merged. */
    private static Manifest unmerged(Manifest set) {
        Map<String, Object> spec = new LinkedHashMap<>(spec(set));
        SortedMap<String, String> annotations = new TreeMap<>(set.annotations());
        String region = annotations.remove(MergedServices.REGION);
        if (region != null && Map.of("region", region).equals(spec.get(LOCALITY))) {
            spec.remove(LOCALITY);
        }
        annotations.remove(MergedServices.MERGED);
        return with(set, spec, annotations);
    }

    private static Manifest with(
            Manifest set, Map<String, Object> spec, SortedMap<String, String> annotations) {
        return new Manifest(set.ref(), set.labels(), annotations, content(set, spec));
    }

    private static Map<String, Object> content(Manifest set, Map<String, Object> spec) {
        Map<String, Object> content = new LinkedHashMap<>(set.content());
        content.put("spec", spec);
        return content;
    }

    /** Whether the set says anything of this service. */
    public boolean in(Manifest set) {
        return others(set).size() < rules(set).size();
    }

    /**
     * Whether it says anything of other services.
     *
     * @param spec of a set as it lies in the cluster, whoever wrote it
     */
    public boolean others(Map<String, Object> spec, ObjectRef set) {
        Manifest all = new Manifest(set, new TreeMap<>(), new TreeMap<>(), Map.of("spec", spec));
        return !others(all).isEmpty();
    }

    /** Whether the set says nothing of any service. */
    public static boolean empty(Manifest set) {
        return rules(set).isEmpty();
    }

    /**
     * Other services of which two states of a set do not say the same, as people know them; empty
     * when only this one differs, or the order.
     */
    public SortedSet<String> differing(Manifest one, Manifest other) {
        List<Map<String, Object>> here = others(one);
        List<Map<String, Object>> there = others(other);
        SortedSet<String> names = new TreeSet<>();
        if (!here.equals(there)) {
            boolean exports = exports(one);
            here.stream()
                    .filter(rule -> !there.contains(rule))
                    .forEach(rule -> names.add(name(rule, exports)));
            there.stream()
                    .filter(rule -> !here.contains(rule))
                    .forEach(rule -> names.add(name(rule, exports)));
        }
        return names;
    }

    /**
     * Of several rules the first that fits counts: they stay, or come, in their place. Where
     * somebody else has taken the list over, nothing of it is ours to leave.
     */
    private List<Map<String, Object>> rules(Manifest there, Manifest wanted, boolean stay) {
        List<Map<String, Object>> all = new ArrayList<>(others(there));
        boolean asWanted = !stay && all.equals(others(wanted));
        if (asWanted || !spec(there).containsKey(key(there))) {
            return rules(wanted);
        }
        boolean exports = exports(there);
        List<Map<String, Object>> own =
                rules(wanted).stream().filter(rule -> own(rule, exports)).toList();
        OptionalInt stands = stands(there, exports);
        OptionalInt belongs = belongs(all, rules(wanted), exports);
        int place =
                stay
                        ? stands.orElseGet(() -> belongs.orElse(all.size()))
                        : Math.max(
                                belongs.orElseGet(() -> stands.orElse(all.size())),
                                behindMerged(all, there, wanted));
        all.addAll(place, own);
        return all;
    }

    /** What failovers merge leads the list; a service in none stands behind it. */
    private int behindMerged(List<Map<String, Object>> others, Manifest there, Manifest wanted) {
        Set<ServiceName> merged = MergedServices.pairs(there.annotations()).keySet();
        if (!own(MergedServices.pairs(wanted.annotations())).isEmpty()) {
            return 0;
        }
        int leading = 0;
        while (leading < others.size() && is(others.get(leading), merged, false)) {
            leading++;
        }
        return leading;
    }

    private OptionalInt stands(Manifest there, boolean exports) {
        List<Map<String, Object>> now = rules(there);
        return IntStream.range(0, now.size()).filter(i -> own(now.get(i), exports)).findFirst();
    }

    /** Before whatever it is wanted before, else behind what it is wanted behind. */
    private OptionalInt belongs(
            List<Map<String, Object>> others, List<Map<String, Object>> wanted, boolean exports) {
        OptionalInt behind = OptionalInt.empty();
        boolean passed = false;
        for (Map<String, Object> rule : wanted) {
            int at = others.indexOf(rule);
            if (own(rule, exports)) {
                passed = true;
            } else if (at >= 0 && passed) {
                return OptionalInt.of(at);
            } else if (at >= 0) {
                behind = OptionalInt.of(at + 1);
            }
        }
        return behind;
    }

    private List<Map<String, Object>> others(Manifest set) {
        boolean exports = exports(set);
        return rules(set).stream().filter(rule -> !own(rule, exports)).toList();
    }

    private boolean own(Map<String, Object> rule, boolean exports) {
        return is(rule, offered, exports);
    }

    private static boolean is(
            Map<String, Object> rule, Set<ServiceName> services, boolean exports) {
        return rule.containsKey("nameSelector")
                && services.stream().anyMatch(each -> name(rule, exports).equals(each.toString()));
    }

    /** What is offered under an alias is called so by the peer, and by its imports. */
    private static String name(Map<String, Object> rule, boolean exports) {
        Map<String, Object> selector = Trees.object(rule.get("nameSelector"));
        if (selector.isEmpty()) {
            return "by labels in "
                    + Trees.text(rule, "labelSelector", "namespace").orElse("any namespace");
        }
        String name = part(selector, "name", exports);
        return part(selector, "namespace", exports) + "/" + (name.isEmpty() ? "*" : name);
    }

    private static String part(Map<String, Object> selector, String key, boolean aliased) {
        String plain = Trees.text(selector, key).orElse("");
        return aliased ? Trees.text(selector, "alias", key).orElse(plain) : plain;
    }

    private SortedMap<ServiceName, ServiceName> own(SortedMap<ServiceName, ServiceName> merged) {
        SortedMap<ServiceName, ServiceName> own = new TreeMap<>(merged);
        own.keySet().retainAll(offered);
        return own;
    }

    private static <T> void replace(Map<String, T> in, String key, Map<String, T> by) {
        in.remove(key);
        if (by.containsKey(key)) {
            in.put(key, by.get(key));
        }
    }

    private static Map<String, Object> spec(Manifest set) {
        return Trees.object(set.content().get("spec"));
    }

    private static List<Map<String, Object>> rules(Manifest set) {
        return Trees.objects(spec(set).get(key(set)));
    }

    private static String key(Manifest set) {
        return exports(set) ? "exportRules" : "importRules";
    }

    private static boolean exports(Manifest set) {
        return set.ref().type().kind().equals(ResourceTypes.EXPORTS.kind());
    }
}
