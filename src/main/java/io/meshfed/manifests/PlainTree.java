package io.meshfed.manifests;

import io.meshfed.report.SafeText;
import io.meshfed.yaml.Place;
import io.meshfed.yaml.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Makes plain maps, lists and scalars of YAML nodes, with the values that kubectl would send for
 * them; where YAML 1.1, which kubectl reads, and YAML 1.2 disagree, the author is asked to choose.
 */
final class PlainTree {

    /** Aliases are written out, so a small text may stand for a large one. */
    private static final int MOST_NODES = 2_000_000;

    private static final Set<String> OLD_BOOLEANS = Set.of("y", "yes", "n", "no", "on", "off");
    private static final Pattern OLD_OCTAL = Pattern.compile("[-+]?0[0-7]+");
    private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9]+");

    private final YamlTree.Problems problems;
    private int nodes;

    PlainTree(YamlTree.Problems problems) {
        this.problems = problems;
    }

    Object of(Node node, Place place) {
        if (++nodes > MOST_NODES) {
            if (nodes == MOST_NODES + 1) {
                problems.add(
                        place.at(node), "stands for more than %d values".formatted(MOST_NODES));
            }
            return "";
        }
        if (node instanceof MappingNode mapping) {
            return map(mapping, place);
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> elements = new ArrayList<>();
            int index = 0;
            for (Node element : sequence.getValue()) {
                Object value = of(element, place.index(index++));
                if (value == NOTHING) {
                    problems.add(place.at(element), "an element without a value");
                } else {
                    elements.add(value);
                }
            }
            return elements;
        }
        return scalar((ScalarNode) node, place);
    }

    /** A field without a value is one that was not written: the server would drop it. */
    private Map<String, Object> map(MappingNode mapping, Place place) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(place.at(tuple.getKeyNode()), "a key must be text");
                continue;
            }
            String key = keyNode.getValue();
            Place at = place.key(SafeText.of(key));
            requireClear(keyNode, at);
            if (fields.containsKey(key)) {
                problems.add(at.at(keyNode), "stands here a second time");
            }
            fields.put(key, of(tuple.getValueNode(), at));
        }
        fields.values().removeIf(value -> value == NOTHING);
        return fields;
    }

    /** What {@code null} is until its map drops it. */
    static final Object NOTHING = new Object();

    private Object scalar(ScalarNode node, Place place) {
        Tag tag = node.getTag();
        String text = node.getValue();
        requireClear(node, place);
        if (tag.equals(Tag.NULL)) {
            return NOTHING;
        }
        if (tag.equals(Tag.BOOL)) {
            return text.equalsIgnoreCase("true");
        }
        try {
            if (tag.equals(Tag.INT)) {
                return integer(node, place);
            }
            if (tag.equals(Tag.FLOAT)) {
                return Double.valueOf(finite(text));
            }
        } catch (NumberFormatException unfit) {
            problems.add(place.at(node), "is a number that JSON does not have; quote it");
            return 0L;
        }
        return text;
    }

    private static String finite(String text) {
        if (Double.isNaN(Double.parseDouble(text)) || Double.isInfinite(Double.parseDouble(text))) {
            throw new NumberFormatException(text);
        }
        return text;
    }

    private long integer(ScalarNode node, Place place) {
        String text = node.getValue();
        if (text.startsWith("0o")) {
            return Long.parseLong(text.substring(2), 8);
        }
        if (text.startsWith("0x")) {
            return Long.parseLong(text.substring(2), 16);
        }
        // As kubectl reads it: file modes are written so.
        if (OLD_OCTAL.matcher(text).matches()) {
            return Long.parseLong(text, 8);
        }
        if (LEADING_ZERO.matcher(text).matches()) {
            problems.add(place.at(node), "begins with 0 and is not octal; quote it, or drop the 0");
        }
        return Long.parseLong(text);
    }

    private void requireClear(ScalarNode node, Place place) {
        boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
        if (plain && OLD_BOOLEANS.contains(node.getValue().toLowerCase(java.util.Locale.ROOT))) {
            problems.add(
                    place.at(node),
                    "'%s' is text here and true or false to kubectl; quote it, or write that"
                            .formatted(SafeText.of(node.getValue())));
        }
    }
}
