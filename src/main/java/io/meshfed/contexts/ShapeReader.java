package io.meshfed.contexts;

import io.meshfed.contexts.Shape.Choice;
import io.meshfed.contexts.Shape.Decimal;
import io.meshfed.contexts.Shape.Entry;
import io.meshfed.contexts.Shape.Flag;
import io.meshfed.contexts.Shape.Key;
import io.meshfed.contexts.Shape.ListOf;
import io.meshfed.contexts.Shape.MapOf;
import io.meshfed.contexts.Shape.Text;
import io.meshfed.contexts.Shape.Whole;
import io.meshfed.yaml.Place;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Compares a YAML tree with the shape it should have and keeps what fits. */
final class ShapeReader {

    private final Findings problems;

    ShapeReader(Findings problems) {
        this.problems = problems;
    }

    /**
     * @param place of the key or list entry under which the node stands
     */
    Optional<Item> read(Node node, Shape shape, Place place) {
        if (shape instanceof Entry entry) {
            return mapping(node, place).map(fields -> entry(fields, entry, place));
        }
        if (shape instanceof MapOf map) {
            return mapping(node, place).map(fields -> map(fields, map, place));
        }
        if (shape instanceof ListOf list) {
            return list(node, list, place);
        }
        return scalar(node, shape, place.at(node)).map(text -> Item.scalar(place.at(node), text));
    }

    private Item entry(Map<String, Field> fields, Entry entry, Place place) {
        Map<String, Item> known = new LinkedHashMap<>();
        for (Key key : entry.keys()) {
            Field field = fields.get(key.name());
            if (field != null) {
                read(field.value(), key.shape(), field.place())
                        .ifPresent(item -> known.put(key.name(), item));
            } else if (key.required()) {
                problems.add(place, missing(key));
            }
        }
        fields.forEach(
                (name, field) -> {
                    if (!entry.keyNames().contains(name)) {
                        problems.add(field.place(), unknownKey(name, entry));
                    }
                });
        checkCombination(fields, entry, place);
        return new Item(place, "", List.of(), known);
    }

    private static String missing(Key key) {
        String text = "key '%s' is missing".formatted(key.name());
        if (key.shape() instanceof Text selector && !selector.format().ifEverything().isEmpty()) {
            return text + "; to leave it out " + selector.format().ifEverything();
        }
        return text;
    }

    private static String unknownKey(String name, Entry entry) {
        return "unknown key '%s'%s"
                .formatted(Findings.shown(name), WordHint.after(name, entry.keyNames()));
    }

    private void checkCombination(Map<String, Field> fields, Entry entry, Place place) {
        List<String> alternatives = entry.exactlyOneOf();
        long given = alternatives.stream().filter(fields::containsKey).count();
        if (!alternatives.isEmpty() && given != 1) {
            problems.add(
                    place,
                    "%s of the keys %s is needed"
                            .formatted(
                                    given == 0 ? "one" : "only one",
                                    String.join(" and ", alternatives)));
        }
        entry.needs()
                .forEach(
                        (key, needed) -> {
                            if (fields.containsKey(key) && !fields.containsKey(needed)) {
                                problems.add(
                                        fields.get(key).place(),
                                        "'%s' needs '%s' beside it".formatted(key, needed));
                            }
                        });
    }

    private Item map(Map<String, Field> fields, MapOf shape, Place place) {
        if (fields.isEmpty()) {
            problems.add(place, "is empty");
        }
        Map<String, Item> entries = new LinkedHashMap<>();
        fields.forEach(
                (name, field) -> {
                    shape.names()
                            .problem(name)
                            .ifPresent(why -> problems.add(field.place(), "the name " + why));
                    // A wrong value leaves its name known, so that no reference to it dangles.
                    entries.put(
                            name,
                            read(field.value(), shape.values(), field.place())
                                    .orElse(Item.absent(field.place())));
                });
        return new Item(place, "", List.of(), entries);
    }

    private Optional<Item> list(Node node, ListOf shape, Place place) {
        if (!(node instanceof SequenceNode sequence)) {
            problems.add(place.at(node), "must be a list, not " + kindOf(node));
            return Optional.empty();
        }
        int size = sequence.getValue().size();
        if (size < shape.least() || size > shape.most()) {
            problems.add(place, sizeProblem(shape, size));
        }
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Node item = sequence.getValue().get(i);
            read(item, shape.items(), place.index(i).at(item)).ifPresent(items::add);
        }
        return Optional.of(new Item(place, "", items, Map.of()));
    }

    private static String sizeProblem(ListOf shape, int size) {
        if (shape.least() == shape.most()) {
            return "must have exactly %d entries, not %d".formatted(shape.least(), size);
        }
        return size == 0
                ? shape.ifEmpty()
                : "must have at most %d entries, not %d".formatted(shape.most(), size);
    }

    private record Field(Place place, Node value) {}

    private Optional<Map<String, Field>> mapping(Node node, Place place) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(place.at(node), "must be a map of keys and values, not " + kindOf(node));
            return Optional.empty();
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(place.at(tuple.getKeyNode()), "a key must be plain text");
                continue;
            }
            Place at = place.key(key.getValue()).at(key);
            if (fields.putIfAbsent(key.getValue(), new Field(at, tuple.getValueNode())) != null) {
                problems.add(at, "the key is given twice");
            }
        }
        return Optional.of(fields);
    }

    private Optional<String> scalar(Node node, Shape shape, Place place) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(place, "must be %s, not %s".formatted(wanted(shape), kindOf(node)));
            return Optional.empty();
        }
        Tag needed = tagOf(shape);
        boolean whole = shape instanceof Decimal && scalar.getTag().equals(Tag.INT);
        if (!scalar.getTag().equals(needed) && !whole) {
            String quote = needed.equals(Tag.STR) && isPlainValue(scalar) ? "; quote it" : "";
            problems.add(
                    place, "must be %s, not %s%s".formatted(wanted(shape), kindOf(node), quote));
            return Optional.empty();
        }
        Optional<String> problem = valueProblem(scalar.getValue(), shape);
        problem.ifPresent(why -> problems.add(place, why));
        return problem.isPresent() ? Optional.empty() : Optional.of(scalar.getValue());
    }

    private static Optional<String> valueProblem(String value, Shape shape) {
        if (shape instanceof Text text) {
            return text.format().problem(value);
        }
        if (shape instanceof Choice choice && !choice.words().contains(value)) {
            return Optional.of(
                    "unknown value '%s'%s"
                            .formatted(
                                    Findings.shown(value), WordHint.after(value, choice.words())));
        }
        if (shape instanceof Whole whole && !inRange(value, whole)) {
            return Optional.of(
                    "must be a number from %d to %d".formatted(whole.least(), whole.most()));
        }
        if (shape instanceof Decimal decimal && !inRange(value, decimal)) {
            return Optional.of(
                    "must be a number from %s to %s, such as 99.5"
                            .formatted(decimal.least(), decimal.most()));
        }
        return Optional.empty();
    }

    /** YAML also has .inf, .nan and exponents; nothing is compared with these. */
    private static boolean inRange(String value, Decimal decimal) {
        if (!value.matches("-?[0-9]{1,15}([.][0-9]{1,9})?")) {
            return false;
        }
        BigDecimal number = new BigDecimal(value);
        return number.compareTo(new BigDecimal(decimal.least())) >= 0
                && number.compareTo(new BigDecimal(decimal.most())) <= 0;
    }

    /** YAML also has 0o17 and 0x1F; nobody means these, so only digits are accepted. */
    private static boolean inRange(String value, Whole whole) {
        if (!value.matches("[1-9][0-9]*")) {
            return false;
        }
        BigInteger number = new BigInteger(value);
        return number.compareTo(BigInteger.valueOf(whole.least())) >= 0
                && number.compareTo(BigInteger.valueOf(whole.most())) <= 0;
    }

    private static Tag tagOf(Shape shape) {
        if (shape instanceof Flag) {
            return Tag.BOOL;
        }
        if (shape instanceof Decimal) {
            return Tag.FLOAT;
        }
        return shape instanceof Whole ? Tag.INT : Tag.STR;
    }

    private static String wanted(Shape shape) {
        if (shape instanceof Flag) {
            return "true or false";
        }
        if (shape instanceof Decimal) {
            return "a number";
        }
        return shape instanceof Whole ? "a whole number" : "text";
    }

    private static boolean isPlainValue(ScalarNode scalar) {
        return scalar.isPlain() && !scalar.getTag().equals(Tag.NULL);
    }

    private static String kindOf(Node node) {
        if (node instanceof MappingNode) {
            return "a map";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return "empty";
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return "a number";
        }
        if (tag.equals(Tag.BOOL)) {
            return "true or false";
        }
        return tag.equals(Tag.STR)
                ? "text"
                : "a value with the tag " + Findings.shown(tag.getValue());
    }
}
