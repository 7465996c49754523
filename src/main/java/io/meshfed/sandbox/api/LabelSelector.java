package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads selectors as the API writes them: {@code a=b,c!=d,e in (f,g),!h}. */
final class LabelSelector {

    private static final String KEY_ONLY = "[-A-Za-z0-9_./]+";
    private static final String KEY = "(" + KEY_ONLY + ")";
    private static final Pattern EQUALS =
            Pattern.compile(KEY + "\\s*(==|=|!=)\\s*([-A-Za-z0-9_.]*)");
    private static final Pattern SET = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([^()]*)\\)");
    private static final Pattern EXISTS = Pattern.compile("(!?)\\s*" + KEY);
    private static final Pattern COMMA_OUTSIDE_LIST = Pattern.compile(",(?![^()]*\\))");

    /** What a person forgets most. */
    private static final Pattern LISTLESS =
            Pattern.compile(KEY_ONLY + "\\s+(?:in|notin)\\s+([^(].*)");

    private static final Pattern NO_OPERATOR = Pattern.compile(KEY_ONLY + "\\s+(\\S+).*");

    private LabelSelector() {}

    static Predicate<Map<String, Object>> parse(String selector) {
        List<Predicate<Map<String, Object>>> all = new ArrayList<>();
        if (!selector.isBlank()) {
            for (String term : COMMA_OUTSIDE_LIST.split(selector)) {
                all.add(term(term.strip()));
            }
        }
        return object -> {
            Map<String, Object> labels =
                    Trees.value(object, "metadata", "labels").map(Trees::object).orElse(Map.of());
            return all.stream().allMatch(test -> test.test(labels));
        };
    }

    private static ApiError unreadable(String term) {
        Matcher listless = LISTLESS.matcher(term);
        Matcher operator = NO_OPERATOR.matcher(term);
        String why =
                listless.matches()
                        ? "found '%s' expected: '('".formatted(listless.group(1))
                        : operator.matches()
                                ? "found '%s', expected: '=', '!=', '==', 'in', notin'"
                                        .formatted(operator.group(1))
                                : "found '%s', expected: identifier"
                                        .formatted(
                                                term.replaceAll("^[^=!]*(==|=|!=)?(=?).*", "$2"));
        return ApiError.badRequest("unable to parse requirement: " + why);
    }

    private static Predicate<Map<String, Object>> term(String term) {
        Matcher equals = EQUALS.matcher(term);
        if (equals.matches()) {
            String key = equals.group(1);
            String value = equals.group(3);
            boolean wanted = !equals.group(2).equals("!=");
            return labels -> value.equals(labels.get(key)) == wanted;
        }
        Matcher set = SET.matcher(term);
        if (set.matches()) {
            String key = set.group(1);
            Set<String> values = Set.copyOf(List.of(set.group(3).strip().split("\\s*,\\s*")));
            boolean wanted = set.group(2).equals("in");
            return labels ->
                    (labels.get(key) instanceof String value && values.contains(value)) == wanted;
        }
        Matcher exists = EXISTS.matcher(term);
        if (exists.matches()) {
            String key = exists.group(2);
            boolean wanted = exists.group(1).isEmpty();
            return labels -> labels.containsKey(key) == wanted;
        }
        throw unreadable(term);
    }
}
