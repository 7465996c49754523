package io.meshfed.lint;

import io.meshfed.yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Makes values of YAML nodes, as a client of Kubernetes would read them. */
final class ValueReader {

    /** Kubernetes clients still read YAML 1.1, where these plain words are true or false. */
    private static final Pattern OLD_FLAG =
            Pattern.compile("y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF");

    /** More than that is no manifest, but a file whose aliases multiply. */
    private static final int MOST_VALUES = 200_000;

    private final Findings findings;
    private int values;

    ValueReader(Findings findings) {
        this.findings = findings;
    }

    Value read(Node document) {
        values = 0;
        Value value = read(document, Place.START.at(document));
        if (values > MOST_VALUES) {
            findings.add(AdmissionRule.YAML, Place.START, "its aliases stand for too many values");
            return Value.absent(Place.START);
        }
        return value;
    }

    private Value read(Node node, Place place) {
        values++;
        if (values > MOST_VALUES) {
            return Value.absent(place);
        }
        if (node instanceof MappingNode map) {
            return map(map, place);
        }
        if (node instanceof SequenceNode list) {
            List<Value> items = new ArrayList<>();
            for (Node item : list.getValue()) {
                items.add(read(item, place.index(items.size()).at(item)));
            }
            return new Value(Value.Kind.LIST, place, "", items, Map.of());
        }
        ScalarNode scalar = (ScalarNode) node;
        Value.Kind kind = kind(scalar);
        return kind == Value.Kind.ABSENT
                ? Value.absent(place.at(scalar))
                : Value.scalar(kind, place.at(scalar), scalar.getValue());
    }

    private Value map(MappingNode node, Place place) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Node keyNode = tuple.getKeyNode();
            if (!(keyNode instanceof ScalarNode key)) {
                findings.add(AdmissionRule.YAML, place.at(keyNode), "a key must be a word");
                continue;
            }
            Place at = place.key(key.getValue()).at(key);
            if (fields.containsKey(key.getValue())) {
                findings.add(
                        AdmissionRule.DUPLICATE_KEY,
                        at,
                        "'%s' is written twice".formatted(Findings.shown(key.getValue())));
            }
            fields.put(key.getValue(), read(tuple.getValueNode(), at));
        }
        return new Value(Value.Kind.MAP, place, "", List.of(), fields);
    }

    private static Value.Kind kind(ScalarNode node) {
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return Value.Kind.ABSENT;
        }
        boolean oldFlag =
                node.getScalarStyle() == ScalarStyle.PLAIN
                        && OLD_FLAG.matcher(node.getValue()).matches();
        if (tag.equals(Tag.BOOL) || oldFlag) {
            return Value.Kind.FLAG;
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? Value.Kind.NUMBER : Value.Kind.TEXT;
    }
}
