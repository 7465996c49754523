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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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

    /** What is there, but of this service what is wanted. */
    public Manifest on(Manifest there, Manifest wanted) {
        Map<String, Object> spec = new LinkedHashMap<>(spec(there));
        spec.put(key(there), rules(there, wanted));
        SortedMap<String, String> annotations = new TreeMap<>(there.annotations());
        SortedMap<ServiceName, ServiceName> merged = MergedServices.pairs(there.annotations());
        SortedMap<ServiceName, ServiceName> own = own(MergedServices.pairs(wanted.annotations()));
        if (!own(merged).equals(own)) {
            merged.keySet().removeAll(offered);
            boolean alone = merged.isEmpty();
            merged.putAll(own);
            annotations.remove(MergedServices.MERGED);
            if (!merged.isEmpty()) {
                annotations.put(MergedServices.MERGED, MergedServices.text(merged));
            }
            if (alone) {
                Manifest placed = own.isEmpty() ? unmerged(wanted) : wanted;
                replace(annotations, MergedServices.REGION, placed.annotations());
                replace(spec, LOCALITY, spec(placed));
            }
        }
        return with(there, spec, annotations);
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

    /** Where a region is not from the file it is that of what a failover merged. */
    private static Manifest unmerged(Manifest set) {
        Map<String, Object> spec = new LinkedHashMap<>(spec(set));
        SortedMap<String, String> annotations = new TreeMap<>(set.annotations());
        if (annotations.remove(MergedServices.REGION) != null) {
            spec.remove(LOCALITY);
        }
        annotations.remove(MergedServices.MERGED);
        return with(set, spec, annotations);
    }

    private static Manifest with(
            Manifest set, Map<String, Object> spec, SortedMap<String, String> annotations) {
        Map<String, Object> content = new LinkedHashMap<>(set.content());
        content.put("spec", spec);
        return new Manifest(set.ref(), set.labels(), annotations, content);
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

    /** Of several rules the first that fits counts: they stay, or come, in their place. */
    private List<Map<String, Object>> rules(Manifest there, Manifest wanted) {
        boolean exports = exports(there);
        List<Map<String, Object>> all = new ArrayList<>(others(there));
        List<Map<String, Object>> own =
                rules(wanted).stream().filter(rule -> own(rule, exports)).toList();
        List<Map<String, Object>> now = rules(there);
        for (int i = 0; i < now.size(); i++) {
            if (own(now.get(i), exports)) {
                all.addAll(i, own);
                return all;
            }
        }
        all.addAll(place(all, rules(wanted), exports), own);
        return all;
    }

    /** Before whatever it is wanted before. */
    private int place(
            List<Map<String, Object>> others, List<Map<String, Object>> wanted, boolean exports) {
        int place = others.size();
        for (int i = wanted.size() - 1; i >= 0 && !own(wanted.get(i), exports); i--) {
            if (others.contains(wanted.get(i))) {
                place = others.indexOf(wanted.get(i));
            }
        }
        return place;
    }

    private List<Map<String, Object>> others(Manifest set) {
        boolean exports = exports(set);
        return rules(set).stream().filter(rule -> !own(rule, exports)).toList();
    }

    private boolean own(Map<String, Object> rule, boolean exports) {
        return rule.containsKey("nameSelector")
                && offered.stream().anyMatch(each -> name(rule, exports).equals(each.toString()));
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
