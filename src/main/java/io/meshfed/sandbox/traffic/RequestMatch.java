package io.meshfed.sandbox.traffic;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One element of a VirtualService's {@code match}.
 *
 * @param everything whether it asks for nothing in particular, so that others go first
 */
record RequestMatch(List<Predicate<Inbound>> conditions, boolean everything) {

    static final RequestMatch ANY = new RequestMatch(List.of(), true);

    RequestMatch {
        conditions = List.copyOf(conditions);
    }

    static RequestMatch of(Map<String, Object> match) {
        List<Predicate<Inbound>> conditions = new ArrayList<>();
        boolean anyCase = Trees.flag(match, "ignoreUriCase");
        part(match, "uri", anyCase, conditions, Inbound::path);
        part(match, "method", false, conditions, Inbound::method);
        part(match, "authority", false, conditions, Inbound::host);
        part(match, "scheme", false, conditions, request -> "http");
        entries(match, "headers").forEach((name, wanted) -> conditions.add(header(name, wanted)));
        entries(match, "withoutHeaders")
                .forEach((name, unwanted) -> conditions.add(header(name, unwanted).negate()));
        entries(match, "queryParams")
                .forEach((name, wanted) -> conditions.add(parameter(name, wanted)));
        boolean root =
                match.keySet().equals(Set.of("uri"))
                        && Trees.text(match, "uri", "prefix").filter("/"::equals).isPresent();
        return new RequestMatch(conditions, conditions.isEmpty() || root);
    }

    private static void part(
            Map<String, Object> match,
            String name,
            boolean anyCase,
            List<Predicate<Inbound>> conditions,
            Function<Inbound, String> of) {
        if (match.containsKey(name)) {
            Predicate<String> fits = TextMatch.of(Trees.object(match.get(name)), anyCase);
            conditions.add(request -> fits.test(of.apply(request)));
        }
    }

    private static Map<String, Object> entries(Map<String, Object> match, String name) {
        return Trees.object(match.get(name));
    }

    private static Predicate<Inbound> header(String name, Object wanted) {
        Predicate<String> fits = TextMatch.of(Trees.object(wanted), false);
        String key = name.toLowerCase(Locale.ROOT);
        return request -> {
            String value = request.headers().get(key);
            return value != null && fits.test(value);
        };
    }

    private static Predicate<Inbound> parameter(String name, Object wanted) {
        Predicate<String> fits = TextMatch.of(Trees.object(wanted), false);
        return request -> {
            for (String pair : request.query().split("&")) {
                if (pair.startsWith(name + "=") && fits.test(pair.substring(name.length() + 1))) {
                    return true;
                }
            }
            return false;
        };
    }

    boolean fits(Inbound request) {
        for (Predicate<Inbound> condition : conditions) {
            if (!condition.test(request)) {
                return false;
            }
        }
        return true;
    }
}
