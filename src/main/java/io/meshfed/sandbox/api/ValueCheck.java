package io.meshfed.sandbox.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Holds one value against the limits of its definition, in the words of the API server. */
final class ValueCheck {

    private final String path;
    private final Object value;
    private final List<Cause> causes = new ArrayList<>();

    private ValueCheck(String path, Object value) {
        this.path = path;
        this.value = value;
    }

    static List<Cause> causes(ValueRules rules, Object value, String path) {
        ValueCheck check = new ValueCheck(path, value);
        rules.limits().forEach(check::limit);
        if (value instanceof Number number) {
            check.range(rules.limits(), decimal(number));
        }
        rules.junctions().forEach(check::junction);
        return check.causes;
    }

    private void limit(String word, Object said) {
        if (word.equals("enum") && said instanceof List<?> allowed) {
            oneOf(allowed);
        } else if (value instanceof String text) {
            text(word, said, text);
        } else if (value instanceof List<?> list) {
            list(word, said, list);
        } else if (value instanceof Map<?, ?> map) {
            map(word, said, map);
        } else if (value instanceof Number number && word.equals("multipleOf")) {
            boolean fits = decimal(number).remainder(decimal(said)).compareTo(BigDecimal.ZERO) == 0;
            require(fits, "should be a multiple of " + Json.write(said));
        }
    }

    private void oneOf(List<?> allowed) {
        if (!allowed.contains(value)) {
            causes.add(Cause.unsupported(path, value, allowed));
        }
    }

    private void text(String word, Object said, String text) {
        int length = text.codePointCount(0, text.length());
        switch (word) {
            case "pattern" -> {
                if (!matches(String.valueOf(said), text)) {
                    invalid(Json.write(text), "should match '" + said + "'");
                }
            }
            case "minLength" -> {
                if (length < number(said)) {
                    invalid(
                            Json.write(text),
                            "should be at least %d chars long".formatted(number(said)));
                }
            }
            case "maxLength" -> {
                if (length > number(said)) {
                    invalid(
                            Json.write(text),
                            "should be at most %d chars long".formatted(number(said)));
                }
            }
            default -> {
                // a word for values of another type
            }
        }
    }

    private void list(String word, Object said, List<?> list) {
        switch (word) {
            case "minItems" -> {
                if (list.size() < number(said)) {
                    invalid(
                            String.valueOf(list.size()),
                            "should have at least %d items".formatted(number(said)));
                }
            }
            case "maxItems" -> {
                if (list.size() > number(said)) {
                    invalid(
                            String.valueOf(list.size()),
                            "should have at most %d items".formatted(number(said)));
                }
            }
            case "uniqueItems" -> {
                if (Boolean.TRUE.equals(said) && new HashSet<>(list).size() < list.size()) {
                    invalid("\"\"", "shouldn't contain duplicates");
                }
            }
            default -> {
                // a word for values of another type
            }
        }
    }

    private void map(String word, Object said, Map<?, ?> map) {
        if (word.equals("minProperties") && map.size() < number(said)) {
            invalid(
                    String.valueOf(number(said)),
                    "should have at least %d properties".formatted(number(said)));
        } else if (word.equals("maxProperties") && map.size() > number(said)) {
            invalid(
                    String.valueOf(number(said)),
                    "should have at most %d properties".formatted(number(said)));
        }
    }

    private void range(Map<String, Object> limits, BigDecimal found) {
        if (limits.get("minimum") instanceof Number least) {
            int compared = found.compareTo(decimal(least));
            boolean open = Boolean.TRUE.equals(limits.get("exclusiveMinimum"));
            require(
                    open ? compared > 0 : compared >= 0,
                    "should be greater than %s%s".formatted(open ? "" : "or equal to ", least));
        }
        if (limits.get("maximum") instanceof Number most) {
            int compared = found.compareTo(decimal(most));
            boolean open = Boolean.TRUE.equals(limits.get("exclusiveMaximum"));
            require(
                    open ? compared < 0 : compared <= 0,
                    "should be less than %s%s".formatted(open ? "" : "or equal to ", most));
        }
    }

    private void junction(String word, List<Schema> parts) {
        List<List<Cause>> each = new ArrayList<>();
        parts.forEach(part -> each.add(SchemaCheck.causes(part, value, path)));
        long valid = each.stream().filter(List::isEmpty).count();
        switch (word) {
            case "allOf" -> {
                if (valid < parts.size()) {
                    whole("must validate all the schemas (allOf)");
                    each.forEach(causes::addAll);
                }
            }
            case "anyOf" -> {
                if (valid == 0) {
                    whole("must validate at least one schema (anyOf)");
                    causes.addAll(each.get(0));
                }
            }
            case "oneOf" -> {
                if (valid != 1) {
                    String found = valid == 0 ? "Found none valid" : "Found %d valid alternatives";
                    whole(
                            "must validate one and only one schema (oneOf). "
                                    + found.formatted(valid));
                    causes.addAll(each.get(0));
                }
            }
            default -> {
                if (valid > 0) {
                    whole("must not validate the schema (not)");
                }
            }
        }
    }

    /** These come without a field of their own. */
    private void whole(String why) {
        causes.add(
                new Cause(
                        "FieldValueInvalid",
                        "<nil>",
                        "Invalid value: \"\": \"%s\" %s".formatted(path, why)));
    }

    private void require(boolean fits, String why) {
        if (!fits) {
            invalid(Json.write(value), why);
        }
    }

    private void invalid(String shown, String why) {
        causes.add(Cause.invalid(path, shown, "%s in body %s".formatted(path, why)));
    }

    /** Go's regular expressions are, but for rarities, Java's; one that is not holds nobody up. */
    private static boolean matches(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException notJava) {
            return true;
        }
    }

    private static long number(Object said) {
        return said instanceof Number number ? number.longValue() : 0;
    }

    private static BigDecimal decimal(Object number) {
        if (number instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        }
        return number instanceof BigInteger large
                ? new BigDecimal(large)
                : new BigDecimal(String.valueOf(number));
    }
}
