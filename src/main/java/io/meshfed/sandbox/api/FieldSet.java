package io.meshfed.sandbox.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The fields that somebody owns, as a tree of path elements in the notation of {@code
 * managedFields}: {@code f:name}, {@code k:{"key":…}}, {@code v:value}. A path may be in the set
 * without its parents, and a parent without its children. Sets share what is alike in them: once
 * one is made of another, nothing may be inserted into either.
 */
final class FieldSet {

    private static final FieldSet NOTHING = new FieldSet();

    private final SortedMap<String, FieldSet> children = new TreeMap<>();
    private boolean member;

    /** To insert into. */
    static FieldSet empty() {
        return new FieldSet();
    }

    /** Reads the {@code fieldsV1} of one manager. */
    static FieldSet parse(Object fieldsV1) {
        FieldSet set = new FieldSet();
        if (fieldsV1 instanceof Map<?, ?> map) {
            map.forEach(
                    (element, below) -> {
                        if (!".".equals(element)) {
                            FieldSet child = parse(below);
                            boolean leaf = child.children.isEmpty();
                            child.member = leaf || ((Map<?, ?>) below).containsKey(".");
                            set.children.put(String.valueOf(element), child);
                        }
                    });
        }
        return set;
    }

    Map<String, Object> toFieldsV1() {
        Map<String, Object> out = new LinkedHashMap<>();
        children.forEach(
                (element, child) -> {
                    Map<String, Object> below = new LinkedHashMap<>();
                    if (child.member && !child.children.isEmpty()) {
                        below.put(".", new LinkedHashMap<>());
                    }
                    below.putAll(child.toFieldsV1());
                    out.put(element, below);
                });
        return out;
    }

    void insert(List<String> path) {
        if (path.isEmpty()) {
            return; // the object itself is nobody's field
        }
        FieldSet at = this;
        for (String element : path) {
            at = at.children.computeIfAbsent(element, e -> new FieldSet());
        }
        at.member = true;
    }

    boolean isEmpty() {
        return !member && children.isEmpty();
    }

    boolean has(String element) {
        FieldSet child = children.get(element);
        return child != null && child.member;
    }

    /** What the set holds below that element; empty when nothing. */
    FieldSet below(String element) {
        FieldSet child = children.get(element);
        return child == null ? NOTHING : child;
    }

    FieldSet union(FieldSet other) {
        if (other.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        FieldSet result = new FieldSet();
        result.member = member || other.member;
        result.children.putAll(children);
        other.children.forEach((e, child) -> result.children.merge(e, child, FieldSet::union));
        return result;
    }

    FieldSet minus(FieldSet other) {
        if (other.isEmpty()) {
            return this;
        }
        FieldSet result = new FieldSet();
        result.member = member && !other.member;
        children.forEach((e, child) -> result.keep(e, child.minus(other.below(e))));
        return result;
    }

    /** Like {@link #minus}, and a path in the other set takes all that lies below it along. */
    FieldSet minusTrees(FieldSet other) {
        if (other.isEmpty()) {
            return this;
        }
        FieldSet result = new FieldSet();
        result.member = member;
        children.forEach(
                (e, child) -> {
                    if (!other.has(e)) {
                        result.keep(e, child.minusTrees(other.below(e)));
                    }
                });
        return result;
    }

    FieldSet intersect(FieldSet other) {
        if (isEmpty() || other.isEmpty()) {
            return NOTHING;
        }
        FieldSet result = new FieldSet();
        result.member = member && other.member;
        children.forEach((e, child) -> result.keep(e, child.intersect(other.below(e))));
        return result;
    }

    /** With each named field on the way to a member being a member too. */
    FieldSet withNamedParents(Schema schema) {
        FieldSet result = new FieldSet();
        result.member = member;
        children.forEach(
                (element, child) -> {
                    FieldSet deeper = child.withNamedParents(below(schema, element));
                    deeper.member |= element.startsWith("f:") && schema.names(name(element));
                    result.children.put(element, deeper);
                });
        return result;
    }

    void forEach(Consumer<List<String>> visitor) {
        visit(new ArrayList<>(), visitor);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldSet set
                && member == set.member
                && children.equals(set.children);
    }

    @Override
    public int hashCode() {
        return children.hashCode() * 2 + (member ? 1 : 0);
    }

    @Override
    public String toString() {
        return toFieldsV1().toString();
    }

    private static Schema below(Schema schema, String element) {
        return element.startsWith("f:") ? schema.property(name(element)) : schema.element();
    }

    private static String name(String element) {
        return element.substring(2);
    }

    /** The members of one level before what lies deeper: the order that conflicts are told in. */
    private void visit(List<String> path, Consumer<List<String>> visitor) {
        children.forEach(
                (element, child) -> {
                    if (child.member) {
                        path.add(element);
                        visitor.accept(List.copyOf(path));
                        path.remove(path.size() - 1);
                    }
                });
        children.forEach(
                (element, child) -> {
                    path.add(element);
                    child.visit(path, visitor);
                    path.remove(path.size() - 1);
                });
    }

    private void keep(String element, FieldSet child) {
        if (!child.isEmpty()) {
            children.put(element, child);
        }
    }
}
