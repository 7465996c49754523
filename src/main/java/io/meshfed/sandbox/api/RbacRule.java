package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.List;
import java.util.Map;

/** Whether one rule of a Role covers what somebody wants. */
final class RbacRule {

    private static final String ALL = "*";

    private RbacRule() {}

    static boolean covers(Map<String, Object> rule, Access access) {
        return has(rule, "verbs", access.verb())
                && has(rule, "apiGroups", access.group())
                && coversResource(rule, access.resource())
                && coversName(rule, access.name());
    }

    static boolean covers(Map<String, Object> rule, String verb, String path) {
        return has(rule, "verbs", verb)
                && Trees.texts(rule.get("nonResourceURLs")).stream()
                        .anyMatch(url -> coversPath(url, path));
    }

    /** {@code *} covers subresources too, {@code *}{@code /status} that of every resource. */
    private static boolean coversResource(Map<String, Object> rule, String resource) {
        int slash = resource.indexOf('/');
        String everyOnes = slash < 0 ? resource : ALL + resource.substring(slash);
        List<String> resources = Trees.texts(rule.get("resources"));
        return resources.contains(ALL)
                || resources.contains(resource)
                || resources.contains(everyOnes);
    }

    /** Bound to names, a rule covers nothing that has none yet: a list, or a create by POST. */
    private static boolean coversName(Map<String, Object> rule, String name) {
        List<String> names = Trees.texts(rule.get("resourceNames"));
        return names.isEmpty() || names.contains(name);
    }

    private static boolean coversPath(String url, String path) {
        return url.endsWith(ALL)
                ? path.startsWith(url.substring(0, url.length() - 1))
                : url.equals(path);
    }

    private static boolean has(Map<String, Object> rule, String part, String wanted) {
        List<String> values = Trees.texts(rule.get(part));
        return values.contains(ALL) || values.contains(wanted);
    }
}
