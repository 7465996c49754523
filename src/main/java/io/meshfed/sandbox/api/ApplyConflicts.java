package io.meshfed.sandbox.api;

import io.meshfed.sandbox.api.ManagedFields.Manager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says who else owns the fields that somebody wanted to apply. */
final class ApplyConflicts {

    private ApplyConflicts() {}

    static ApiError error(Map<Manager, FieldSet> conflicts) {
        SortedMap<String, List<String>> fields = new TreeMap<>();
        conflicts.forEach(
                (manager, set) ->
                        set.forEach(
                                path ->
                                        fields.computeIfAbsent(
                                                        shown(manager), m -> new ArrayList<>())
                                                .add(PathElements.shown(path))));
        List<Object> causes = new ArrayList<>();
        fields.forEach((manager, paths) -> paths.forEach(path -> causes.add(cause(manager, path))));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("causes", causes);
        return new ApiError(409, "Conflict", message(fields, causes.size()), details);
    }

    private static String message(SortedMap<String, List<String>> fields, int count) {
        if (count == 1) {
            String manager = fields.firstKey();
            return "Apply failed with 1 conflict: conflict with %s: %s"
                    .formatted(manager, fields.get(manager).get(0));
        }
        StringBuilder text = new StringBuilder("Apply failed with %d conflicts: ".formatted(count));
        List<String> lines = new ArrayList<>();
        fields.forEach(
                (manager, paths) -> {
                    lines.add("conflicts with %s:".formatted(manager));
                    paths.forEach(path -> lines.add("- " + path));
                });
        return text.append(String.join("\n", lines)).toString();
    }

    private static Map<String, Object> cause(String manager, String path) {
        Map<String, Object> cause = new LinkedHashMap<>();
        cause.put("reason", "FieldManagerConflict");
        cause.put("message", "conflict with " + manager);
        cause.put("field", path);
        return cause;
    }

    private static String shown(Manager manager) {
        String name = Json.write(manager.name());
        if (manager.applies()) {
            return name;
        }
        String subresource =
                manager.subresource().isEmpty()
                        ? ""
                        : " with subresource " + Json.write(manager.subresource());
        return name + subresource + " using " + manager.apiVersion();
    }
}
