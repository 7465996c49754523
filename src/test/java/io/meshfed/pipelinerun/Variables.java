package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code $(name)} stands for: text, or a list for {@code $(name[*])}. A name that is not known
 * stays as it is written.
 */
record Variables(Map<String, JsonNode> values) {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([^()]+)\\)");
    private static final String ALL = "[*]";

    Variables {
        values = Map.copyOf(values);
    }

    static Variables none() {
        return new Variables(Map.of());
    }

    Variables with(String name, JsonNode value) {
        Map<String, JsonNode> more = new TreeMap<>(values);
        more.put(name, value);
        return new Variables(more);
    }

    Variables with(String name, String value) {
        return with(name, TextNode.valueOf(value));
    }

    /** Names between the parentheses, anywhere below. */
    static Set<String> references(JsonNode node) {
        Set<String> found = new TreeSet<>();
        if (node.isTextual()) {
            Matcher matcher = REFERENCE.matcher(node.asText());
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
        }
        node.forEach(child -> found.addAll(references(child)));
        return found;
    }

    String text(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(
                        found -> {
                            JsonNode value = values.get(found.group(1));
                            boolean known = value != null && !value.isArray();
                            return Matcher.quoteReplacement(known ? value.asText() : found.group());
                        });
    }

    JsonNode node(JsonNode node) {
        if (node.isTextual()) {
            List<JsonNode> several = elements(node.asText());
            boolean one = several.size() == 1 && several.get(0).isTextual();
            return one && !node.asText().endsWith(ALL + ")") ? several.get(0) : array(several);
        }
        if (node.isArray()) {
            List<JsonNode> all = new ArrayList<>();
            for (JsonNode child : node) {
                if (child.isTextual()) {
                    all.addAll(elements(child.asText()));
                } else {
                    all.add(node(child));
                }
            }
            return array(all);
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(each -> copy.set(each.getKey(), node(each.getValue())));
            return copy;
        }
        return node;
    }

    /** A list reference that stands alone becomes as many elements as the list has. */
    private List<JsonNode> elements(String text) {
        Matcher alone = REFERENCE.matcher(text);
        if (alone.matches() && alone.group(1).endsWith(ALL)) {
            String name = alone.group(1).substring(0, alone.group(1).length() - ALL.length());
            JsonNode list = values.get(name);
            if (list != null && list.isArray()) {
                List<JsonNode> all = new ArrayList<>();
                list.forEach(all::add);
                return all;
            }
        }
        return List.of(TextNode.valueOf(text(text)));
    }

    private static ArrayNode array(List<JsonNode> elements) {
        return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }

    List<String> texts(JsonNode list) {
        List<String> all = new ArrayList<>();
        node(list).forEach(each -> all.add(each.asText()));
        return all;
    }
}
