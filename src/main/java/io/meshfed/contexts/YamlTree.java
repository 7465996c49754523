package io.meshfed.contexts;

import io.meshfed.report.SafeText;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Turns YAML 1.2 text, which includes JSON, into nodes that know their line. Nothing is ever
 * constructed from them: no tags, no types.
 */
final class YamlTree {

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private YamlTree() {}

    /** Empty when the text is, or when it is no YAML and that has been reported. */
    static Optional<Node> of(String text, Findings problems) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setSchema(new CoreSchema())
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .build();
        try {
            StreamReader reader = new StreamReader(settings, withoutMark(text));
            GuardedParser parser = new GuardedParser(new ParserImpl(settings, reader));
            return new Composer(settings, parser).getSingleNode();
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(YamlTree::placeOf).orElse(Place.START);
            problems.add(place, SafeText.of(explained(e)));
        } catch (ReaderException e) {
            problems.add(placeOf(text, e.getPosition()), "a character that YAML does not allow");
        } catch (YamlEngineException e) {
            problems.add(Place.START, SafeText.of("is not YAML: " + e.getMessage()));
        }
        return Optional.empty();
    }

    private static String explained(MarkedYamlEngineException e) {
        String context =
                e.getContext() == null || e.getContext().isBlank() ? "" : e.getContext() + ": ";
        return "cannot be read: " + context + e.getProblem();
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static Place placeOf(Mark mark) {
        return new Place("", mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Place placeOf(String text, int position) {
        String before = text.substring(0, Math.min(position, text.length()));
        int line = (int) before.lines().count();
        return new Place("", Math.max(1, line), before.length() - before.lastIndexOf('\n'));
    }
}
