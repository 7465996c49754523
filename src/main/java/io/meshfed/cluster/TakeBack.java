package io.meshfed.cluster;

import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose edits of our own objects are undone because the user said so. Everybody else's stay a
 * CONFLICT: behind a manager that nobody named may stand a GitOps tool, which would write in turns
 * with us for ever.
 */
record TakeBack(Set<String> managers) {

    private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]+)\"");

    TakeBack {
        managers = Set.copyOf(managers);
    }

    /** The answer is a conflict of field managers, and all of them were named. */
    boolean covers(ApiAnswer answer) {
        if (answer.status() != 409 || managers.isEmpty()) {
            return false;
        }
        List<Map<String, Object>> causes =
                Trees.value(answer.tree(), "details", "causes")
                        .map(Trees::objects)
                        .orElse(List.of());
        return !causes.isEmpty() && causes.stream().allMatch(this::named);
    }

    private boolean named(Map<String, Object> cause) {
        Matcher manager = MANAGER.matcher(Trees.text(cause, "message").orElse(""));
        return manager.find() && managers.contains(manager.group(1));
    }
}
