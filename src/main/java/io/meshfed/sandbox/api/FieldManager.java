package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ManagedFields.Manager;
import io.meshfed.sandbox.api.ManagedFields.Share;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps {@code metadata.managedFields} right through updates, and merges what is applied. */
final class FieldManager {

    /** Owns what was there before anybody applied, so that applying cannot take it silently. */
    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

    /**
     * What a writer sends to reset the ownership of all fields: no entry, or one without a word.
     */
    private static final List<Object> FORGET_OWNERS = List.of(List.of(), List.of(Map.of()));

    private static final FieldSet SYSTEM_FIELDS = systemFields();
    private static final FieldSet STATUS = path("f:status");

    private final Kind kind;
    private final TypedTree typed;
    private final String now;

    FieldManager(Kind kind, String now) {
        this.kind = kind;
        this.typed = new TypedTree(kind.schema());
        this.now = now;
    }

    /** The new version of an object, with the writer owning what differs from the old one. */
    Map<String, Object> updated(
            Map<String, Object> live, Map<String, Object> desired, Manager writer) {
        if (FORGET_OWNERS.contains(Trees.value(desired, "metadata", "managedFields").orElse(""))) {
            return bare(desired);
        }
        ManagedFields managed = ManagedFields.of(desired);
        if (managed.isEmpty()) {
            managed = ManagedFields.of(live);
        }
        track(managed, live.isEmpty() ? kind.blank() : bare(live), bare(desired), writer);
        return with(desired, managed);
    }

    /** The object merged with what the writer wants, less what it no longer wants. */
    Map<String, Object> applied(
            Map<String, Object> live, Map<String, Object> wanted, Manager writer, boolean force) {
        Map<String, Object> before = bare(live);
        ManagedFields managed = ManagedFields.of(live);
        if (managed.isEmpty() && !live.isEmpty()) {
            Manager nobody = new Manager(BEFORE_FIRST_APPLY, false, writer.apiVersion(), "");
            track(managed, kind.blank(), before, nobody);
        }
        FieldSet last = managed.fields(writer);
        String time = managed.time(writer);
        FieldSet own = relevant(typed.fields(wanted), writer);
        managed.put(writer, new Share(own, writer.apiVersion(), time));
        Map<String, Object> after = pruned(typed.merge(before, wanted), last, managed.all());
        Comparison changes = relevant(Comparison.of(kind.schema(), before, after), writer);
        Map<Manager, FieldSet> conflicts = managed.conflicts(writer, changes);
        if (!force && !conflicts.isEmpty()) {
            throw ApplyConflicts.error(conflicts);
        }
        managed.release(changes);
        own = own.minus(SYSTEM_FIELDS);
        boolean nothingNew = changes.same() && own.equals(last);
        managed.put(writer, new Share(own, writer.apiVersion(), nothingNew ? time : now));
        return with(after, managed);
    }

    private void track(
            ManagedFields managed,
            Map<String, Object> before,
            Map<String, Object> after,
            Manager writer) {
        Comparison changes = relevant(Comparison.of(kind.schema(), before, after), writer);
        FieldSet previous = managed.fields(writer);
        managed.release(changes);
        FieldSet taken = changes.taken().minus(SYSTEM_FIELDS);
        if (!taken.isEmpty()) {
            FieldSet kept = previous.minus(changes.removed());
            managed.put(writer, new Share(kept.union(taken), writer.apiVersion(), now));
        }
    }

    /** Drops what only this writer wanted and wants no more. */
    private Map<String, Object> pruned(
            Map<String, Object> merged, FieldSet last, FieldSet managed) {
        if (last.isEmpty()) {
            return merged;
        }
        FieldSet all = named(typed.fields(merged));
        Map<String, Object> withoutLast = typed.without(merged, named(last));
        FieldSet kept = named(typed.fields(withoutLast)).union(named(managed));
        Map<String, Object> owned = typed.without(merged, all.minus(kept));
        FieldSet gone = all.minus(named(typed.fields(owned))).intersect(named(last));
        return typed.without(merged, gone);
    }

    private FieldSet named(FieldSet fields) {
        return fields.withNamedParents(kind.schema());
    }

    /** A status belongs to the status subresource, and nothing else does. */
    private FieldSet relevant(FieldSet fields, Manager writer) {
        if (!kind.hasStatus()) {
            return fields;
        }
        FieldSet rest = fields.minusTrees(STATUS);
        return writer.subresource().equals("status") ? fields.minus(rest) : rest;
    }

    private Comparison relevant(Comparison changes, Manager writer) {
        return new Comparison(
                relevant(changes.added(), writer),
                relevant(changes.modified(), writer),
                relevant(changes.removed(), writer));
    }

    private static Map<String, Object> bare(Map<String, Object> object) {
        Map<String, Object> bare = new LinkedHashMap<>(object);
        if (object.containsKey("metadata")) {
            Map<String, Object> metadata = Json.part(object.get("metadata"));
            metadata.remove("managedFields");
            bare.put("metadata", metadata);
        }
        return bare;
    }

    private static Map<String, Object> with(Map<String, Object> object, ManagedFields managed) {
        Map<String, Object> full = bare(object);
        Map<String, Object> metadata = Json.part(full.get("metadata"));
        if (!managed.isEmpty()) {
            metadata.put("managedFields", managed.toList());
        }
        full.put("metadata", metadata);
        return full;
    }

    private static FieldSet systemFields() {
        FieldSet set = FieldSet.empty();
        set.insert(List.of("f:apiVersion"));
        set.insert(List.of("f:kind"));
        set.insert(List.of("f:metadata"));
        List.of(
                        "name",
                        "namespace",
                        "creationTimestamp",
                        "selfLink",
                        "uid",
                        "generation",
                        "managedFields",
                        "resourceVersion")
                .forEach(name -> set.insert(List.of("f:metadata", "f:" + name)));
        return set;
    }

    private static FieldSet path(String... elements) {
        FieldSet set = FieldSet.empty();
        set.insert(List.of(elements));
        return set;
    }
}
