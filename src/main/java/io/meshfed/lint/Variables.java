package io.meshfed.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds {@code $(prefix.name)}, {@code $(prefix["name"])} and {@code $(prefix['name'])} as Tekton's
 * own substitution finds them; a name with dots needs the brackets.
 */
final class Variables {

    static final String WHOLE = "[*]";

    private static final Pattern INDEX = Pattern.compile("\\[\\d*\\*?]");
    private static final String NAME = "(.*?(?:\\[\\*])?)";
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    /**
     * One reference.
     *
     * @param name up to the first dot, with what stands in brackets after it
     * @param key what follows the first dot; empty when there is none
     * @param expression all of it, {@code $(…)}
     */
    record Reference(String name, String key, String expression) {

        /** Without index and star. */
        String bare() {
            return withoutIndex(name);
        }

        boolean star() {
            return expression.endsWith(WHOLE + ")");
        }

        boolean indexed() {
            return !star() && INDEX.matcher(name).find();
        }

        /** Tekton knows {@code $(params.object.key)}, and nothing deeper. */
        boolean tooDeep() {
            return key.contains(".");
        }
    }

    private Variables() {}

    static List<Reference> in(String text, String prefix) {
        if (!text.contains("$(" + prefix)) {
            return List.of();
        }
        List<Reference> found = new ArrayList<>();
        Matcher matcher = PATTERNS.computeIfAbsent(prefix, Variables::pattern).matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                String dotted = matcher.group(1);
                int dot = dotted.indexOf('.');
                found.add(
                        new Reference(
                                dot < 0 ? dotted : dotted.substring(0, dot),
                                dot < 0 ? "" : dotted.substring(dot + 1),
                                matcher.group()));
            } else {
                String quoted = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
                found.add(new Reference(quoted, "", matcher.group()));
            }
        }
        return found;
    }

    /** A name without {@code [1]} or {@code [*]}. */
    static String withoutIndex(String name) {
        return INDEX.matcher(name).replaceAll("");
    }

    private static Pattern pattern(String prefix) {
        return Pattern.compile(
                "\\$\\(%s(?:\\.%s|\\[\"%s\"]|\\['%s'])\\)"
                        .formatted(Pattern.quote(prefix), NAME, NAME, NAME));
    }
}
