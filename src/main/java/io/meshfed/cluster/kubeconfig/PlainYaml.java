package io.meshfed.cluster.kubeconfig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 to maps, lists and strings, and to nothing else. Every scalar stays the text that it is:
 * a kubeconfig has no numbers, and a token of digits must not become one. A plain {@code null},
 * {@code ~} or nothing at all is the empty string.
 *
 * <p>Built on parser events and not on the library's loader, so that depth and aliases are counted
 * before anything is built from them.
 */
final class PlainYaml {

    static final int DEEPEST = 50;
    static final int MOST_ALIASES = 50;

    private static final Set<String> PLAIN_TAGS =
            Set.of("tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map");

    private final Iterator<Event> events;
    private final Map<Anchor, Object> anchors = new HashMap<>();
    private int aliases;

    private PlainYaml(Iterator<Event> events) {
        this.events = events;
    }

    /** An empty document is an empty map. */
    static Object parse(String text) throws YamlProblem {
        try {
            LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
            return new PlainYaml(new Parse(settings).parseString(text).iterator()).document();
        } catch (MarkedYamlEngineException notYaml) {
            throw new YamlProblem(
                    firstLine(notYaml.getMessage())
                            + notYaml.getProblemMark().map(PlainYaml::place).orElse(""));
        } catch (YamlEngineException notYaml) {
            throw new YamlProblem(firstLine(notYaml.getMessage()));
        } catch (NumberFormatException | IndexOutOfBoundsException brokenOff) {
            // The scanner lets through what its own calls throw, where an escape breaks off.
            throw new YamlProblem("it is not YAML");
        }
    }

    private Object document() throws YamlProblem {
        next(Event.ID.StreamStart);
        Event first = events.next();
        if (first.getEventId() == Event.ID.StreamEnd) {
            return Map.of();
        }
        Object root = node(events.next(), 0);
        next(Event.ID.DocumentEnd);
        if (events.next().getEventId() != Event.ID.StreamEnd) {
            throw new YamlProblem("it has more than one YAML document");
        }
        return "".equals(root) ? Map.of() : root;
    }

    private void next(Event.ID expected) throws YamlProblem {
        Event event = events.next();
        if (event.getEventId() != expected) {
            throw problem("unexpected " + event.getEventId(), event);
        }
    }

    private Object node(Event event, int depth) throws YamlProblem {
        if (depth > DEEPEST) {
            throw problem("nested deeper than " + DEEPEST + " levels", event);
        }
        if (event instanceof AliasEvent alias) {
            return resolve(alias);
        }
        refuseTag(event);
        Object value;
        if (event instanceof ScalarEvent scalar) {
            value = text(scalar);
        } else if (event instanceof SequenceStartEvent) {
            value = sequence(depth);
        } else if (event instanceof MappingStartEvent) {
            value = mapping(depth);
        } else {
            throw problem("unexpected " + event.getEventId(), event);
        }
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, value));
        return value;
    }

    private Object resolve(AliasEvent alias) throws YamlProblem {
        aliases++;
        if (aliases > MOST_ALIASES) {
            throw problem("more than " + MOST_ALIASES + " aliases", alias);
        }
        Object value = anchors.get(alias.getAlias());
        if (value == null) {
            throw problem("an alias without its anchor", alias);
        }
        return value;
    }

    /** A tag asks for a type of its own, and the ones it may ask for are the ones it has. */
    private static void refuseTag(Event event) throws YamlProblem {
        Optional<String> tag = Optional.empty();
        if (event instanceof ScalarEvent scalar) {
            tag = scalar.getTag();
        } else if (event instanceof CollectionStartEvent collection) {
            tag = collection.getTag();
        }
        if (tag.filter(name -> !PLAIN_TAGS.contains(name)).isPresent()) {
            throw problem("tags are not allowed", event);
        }
    }

    private static Object text(ScalarEvent scalar) {
        String text = scalar.getValue();
        boolean isNull = scalar.isPlain() && (text.equals("null") || text.equals("~"));
        return isNull ? "" : text;
    }

    private List<Object> sequence(int depth) throws YamlProblem {
        List<Object> elements = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            elements.add(node(event, depth + 1));
            event = events.next();
        }
        return elements;
    }

    private Map<String, Object> mapping(int depth) throws YamlProblem {
        Map<String, Object> entries = new LinkedHashMap<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            if (!(node(event, depth + 1) instanceof String key)) {
                throw problem("a key that is not a text", event);
            }
            Object value = node(events.next(), depth + 1);
            if (entries.put(key, value) != null) {
                throw problem("the key '" + key + "' stands there twice", event);
            }
            event = events.next();
        }
        return entries;
    }

    private static YamlProblem problem(String what, Event at) {
        Optional<Mark> mark = at.getStartMark();
        String where = mark.map(m -> " (line " + (m.getLine() + 1) + ")").orElse("");
        return new YamlProblem(what + where);
    }

    /** As editors count. */
    private static String place(Mark mark) {
        return " (line %d, column %d)".formatted(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The rest of the library's message quotes the file, and the file is full of secrets. */
    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /** Not YAML, or more of it than is good. */
    static final class YamlProblem extends Exception {
        private static final long serialVersionUID = 1L;

        YamlProblem(String message) {
            super(message);
        }
    }
}
