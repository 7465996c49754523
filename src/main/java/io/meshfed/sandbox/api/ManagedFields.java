package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who owns which fields of an object: {@code metadata.managedFields}, taken apart. */
final class ManagedFields {

    /**
     * One owner. Appliers are one owner whatever version they write; others are told apart by it.
     *
     * @param subresource empty for the object itself
     */
    record Manager(String name, boolean applies, String apiVersion, String subresource) {

        String operation() {
            return applies ? "Apply" : "Update";
        }

        private Manager identity() {
            return applies ? new Manager(name, true, "", subresource) : this;
        }
    }

    /**
     * @param time empty when it was never said
     */
    record Share(FieldSet fields, String apiVersion, String time) {

        Share with(FieldSet other) {
            return new Share(other, apiVersion, time);
        }
    }

    private static final Comparator<Map<String, Object>> ORDER =
            Comparator.comparing((Map<String, Object> entry) -> text(entry, "operation"))
                    .thenComparing(entry -> text(entry, "time"))
                    .thenComparing(entry -> text(entry, "manager"))
                    .thenComparing(entry -> text(entry, "apiVersion"))
                    .thenComparing(entry -> text(entry, "subresource"));

    private final Map<Manager, Share> shares = new LinkedHashMap<>();

    static ManagedFields of(Map<String, Object> object) {
        ManagedFields managed = new ManagedFields();
        for (Map<String, Object> entry : Trees.objects(object, "metadata", "managedFields")) {
            Manager manager =
                    new Manager(
                            text(entry, "manager"),
                            text(entry, "operation").equals("Apply"),
                            text(entry, "apiVersion"),
                            text(entry, "subresource"));
            FieldSet fields = FieldSet.parse(entry.get("fieldsV1"));
            managed.put(manager, new Share(fields, manager.apiVersion(), text(entry, "time")));
        }
        return managed;
    }

    boolean isEmpty() {
        return shares.isEmpty();
    }

    boolean applied() {
        return shares.keySet().stream().anyMatch(Manager::applies);
    }

    /** What that manager owned so far; nothing when it is new. */
    FieldSet fields(Manager manager) {
        Share share = shares.get(manager.identity());
        return share == null ? FieldSet.empty() : share.fields();
    }

    String time(Manager manager) {
        Share share = shares.get(manager.identity());
        return share == null ? "" : share.time();
    }

    /** A manager without fields is none. */
    void put(Manager manager, Share share) {
        if (share.fields().isEmpty()) {
            shares.remove(manager.identity());
        } else {
            shares.put(manager.identity(), share);
        }
    }

    /** What all managers own together. */
    FieldSet all() {
        FieldSet all = FieldSet.empty();
        for (Share share : shares.values()) {
            all = all.union(share.fields());
        }
        return all;
    }

    /** The fields of others that a write would take over, by owner. */
    Map<Manager, FieldSet> conflicts(Manager writer, Comparison changes) {
        Map<Manager, FieldSet> conflicts = new LinkedHashMap<>();
        FieldSet taken = changes.taken();
        shares.forEach(
                (manager, share) -> {
                    FieldSet both = share.fields().intersect(taken);
                    if (!manager.equals(writer.identity()) && !both.isEmpty()) {
                        conflicts.put(
                                new Manager(
                                        manager.name(),
                                        manager.applies(),
                                        share.apiVersion(),
                                        manager.subresource()),
                                both);
                    }
                });
        return conflicts;
    }

    /** Takes what changed or vanished from everybody. */
    void release(Comparison changes) {
        FieldSet lost = changes.taken().union(changes.removed());
        for (Map.Entry<Manager, Share> entry : List.copyOf(shares.entrySet())) {
            put(entry.getKey(), entry.getValue().with(entry.getValue().fields().minus(lost)));
        }
    }

    List<Object> toList() {
        List<Map<String, Object>> entries = new ArrayList<>();
        shares.forEach((manager, share) -> entries.add(entry(manager, share)));
        entries.sort(ORDER);
        return new ArrayList<>(entries);
    }

    static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Map<String, Object> entry(Manager manager, Share share) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("manager", manager.name());
        entry.put("operation", manager.operation());
        entry.put("apiVersion", share.apiVersion());
        if (!share.time().isEmpty()) {
            entry.put("time", share.time());
        }
        entry.put("fieldsType", "FieldsV1");
        entry.put("fieldsV1", share.fields().toFieldsV1());
        if (!manager.subresource().isEmpty()) {
            entry.put("subresource", manager.subresource());
        }
        return entry;
    }

    private static String text(Map<String, Object> entry, String key) {
        return Trees.text(entry, key).orElse("");
    }
}
