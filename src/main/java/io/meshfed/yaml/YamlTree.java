package io.meshfed.yaml;

import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.List;
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
public final class YamlTree {

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private YamlTree() {}

    /** Hears of what is wrong with a text. */
    @FunctionalInterface
    public interface Problems {

        void add(Place place, String problem);
    }

    /**
     * The one document of a text. Empty when the text is, or when it is no YAML and that has been
     * reported.
     */
    public static Optional<Node> of(String text, Problems problems) {
        Optional<Node> first = Optional.empty();
        for (Node document : read(text, true, problems)) {
            first = Optional.of(document);
        }
        return first;
    }

    /** All documents of a text, as far as it can be read; the first error ends it. */
    public static List<Node> documents(String text, Problems problems) {
        return read(text, false, problems);
    }

    private static List<Node> read(String text, boolean onlyOne, Problems problems) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setSchema(new CoreSchema())
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .build();
        List<Node> documents = new ArrayList<>();
        try {
            StreamReader reader = new StreamReader(settings, withoutMark(text));
            GuardedParser parser = new GuardedParser(new ParserImpl(settings, reader), onlyOne);
            Composer composer = new Composer(settings, parser);
            while (composer.hasNext()) {
                documents.add(composer.next());
            }
            return documents;
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(YamlTree::placeOf).orElse(Place.START);
            problems.add(place, SafeText.of(explained(e)));
        } catch (ReaderException e) {
            problems.add(placeOf(text, e.getPosition()), "a character that YAML does not allow");
        } catch (YamlEngineException e) {
            problems.add(Place.START, SafeText.of("is not YAML: " + e.getMessage()));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            // The scanner lets through what its own calls throw, where an escape breaks off.
            problems.add(Place.START, "is not YAML");
        }
        return onlyOne ? List.of() : documents;
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
