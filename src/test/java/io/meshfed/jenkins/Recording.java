package io.meshfed.jenkins;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The steps of a build in the order in which they were called, without what differs from run to
 * run.
 */
final class Recording {

    private static final Pattern FOLDER =
            Pattern.compile("\\.meshfed-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NAME = Pattern.compile("(?<=meshfed/[a-z-]{1,40})-[0-9a-f]{8}");
    private static final Pattern SECRET = Pattern.compile("/[^ ,:=]*/secretFiles/");

    private final List<String> calls = new ArrayList<>();
    private final List<String> scripts = new ArrayList<>();

    void call(int depth, String name, Object... arguments) {
        StringBuilder line = new StringBuilder("  ".repeat(depth)).append(name);
        for (Object argument : arguments) {
            if (!(argument instanceof Closure)) {
                line.append(' ').append(shown(argument));
            }
        }
        calls.add(lasting(line.toString()));
    }

    /** What a script sees of what the blocks around it set. */
    void environment(Scope scope) {
        String seen =
                scope.environment().entrySet().stream()
                        .filter(variable -> variable.getKey().matches("KUBECONFIG|MESHFED_KUBE.*"))
                        .map(Object::toString)
                        .collect(Collectors.joining(" "));
        calls.add(lasting("  ".repeat(scope.depth() + 1) + "sees " + seen).stripTrailing());
    }

    void script(String script) {
        scripts.add(script);
    }

    private static String shown(Object argument) {
        if (argument instanceof Closure) {
            return "{}";
        }
        if (argument instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals("script"))
                    .map(entry -> entry.getKey() + ": " + shown(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        if (argument instanceof Collection<?> list) {
            return list.stream().map(Recording::shown).collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(argument);
    }

    static String lasting(String text) {
        String same = FOLDER.matcher(text).replaceAll(".meshfed-#");
        return SECRET.matcher(NAME.matcher(same).replaceAll("-#")).replaceAll("(secret)/");
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    List<String> scripts() {
        return List.copyOf(scripts);
    }
}
