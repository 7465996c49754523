package io.meshfed.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Stops a YAML file that is built to exhaust its reader, before a tree of it exists. The composer
 * behind it recurses as deep as the file is nested and knows no limit of its own.
 */
final class GuardedParser implements Parser {

    private static final int DEEPEST = 50;
    private static final int MOST_ALIASES = 50;
    private static final String NO_ANCHOR = "";
    private static final String MERGE = "<<";

    private final Parser parser;
    private final boolean onlyOne;
    private final Deque<String> open = new ArrayDeque<>();
    private int aliases;
    private int documents;

    /**
     * @param onlyOne whether a second document is refused
     */
    GuardedParser(Parser parser, boolean onlyOne) {
        this.parser = parser;
        this.onlyOne = onlyOne;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        switch (event.getEventId()) {
            case Alias -> alias((AliasEvent) event);
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart, MappingStart -> enter((CollectionStartEvent) event);
            case SequenceEnd, MappingEnd -> open.pop();
            case DocumentStart -> begin((DocumentStartEvent) event);
            default -> {}
        }
        return event;
    }

    private void alias(AliasEvent event) {
        aliases++;
        if (aliases > MOST_ALIASES) {
            throw refused("more than %d aliases".formatted(MOST_ALIASES), event);
        }
        if (open.contains(anchorOf(event))) {
            throw refused("an alias inside of what it stands for", event);
        }
    }

    private void enter(CollectionStartEvent event) {
        noTag(event.getTag().isPresent(), event);
        open.push(anchorOf(event));
        if (open.size() > DEEPEST) {
            throw refused("nested deeper than %d levels".formatted(DEEPEST), event);
        }
    }

    /** The composer would merge maps of the YAML before 1.2, by rules that few know. */
    private static void scalar(ScalarEvent event) {
        noTag(event.getTag().isPresent(), event);
        if (event.isPlain() && event.getValue().equals(MERGE)) {
            throw refused("merge keys are not read here; write the keys out", event);
        }
    }

    private static void noTag(boolean tagged, Event event) {
        if (tagged) {
            throw refused("tags are not read here; quote text instead", event);
        }
    }

    private void begin(DocumentStartEvent event) {
        documents++;
        if (onlyOne && documents > 1) {
            throw refused("a second document begins; one federation is one file", event);
        }
    }

    private static String anchorOf(NodeEvent event) {
        return event.getAnchor().map(anchor -> anchor.getValue()).orElse(NO_ANCHOR);
    }

    private static ParserException refused(String problem, Event event) {
        return new ParserException(problem, event.getStartMark());
    }
}
