package io.meshfed.sandbox.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What names and keys may look like, and in which words the API server says so. */
final class NameRules {

    static final int LABEL_LENGTH = 63;
    static final int SUBDOMAIN_LENGTH = 253;

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern IS_LABEL = Pattern.compile(LABEL);
    private static final Pattern IS_SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern IS_OLD_LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern IS_QUALIFIED =
            Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern IS_CONFIG_KEY = Pattern.compile("[-._a-zA-Z0-9]+");

    private static final String SUBDOMAIN_TEXT =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '"
                    + IS_SUBDOMAIN
                    + "')";
    private static final String LABEL_TEXT =
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '"
                    + LABEL
                    + "')";
    private static final String OLD_LABEL_TEXT =
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '"
                    + IS_OLD_LABEL
                    + "')";
    private static final String QUALIFIED_TEXT =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '"
                    + IS_QUALIFIED
                    + "')";
    private static final String LABEL_VALUE_TEXT =
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '("
                    + IS_QUALIFIED
                    + ")?')";
    private static final String CONFIG_KEY_TEXT =
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '"
                    + IS_CONFIG_KEY
                    + "')";

    private NameRules() {}

    /** What is wrong with the name of an object of a kind; empty when nothing is. */
    static List<String> name(Kind kind, String name) {
        if (kind.type().group().equals("rbac.authorization.k8s.io")) {
            return segment(name);
        }
        return switch (kind.type().qualifiedPlural()) {
            case "namespaces" -> checked(name, LABEL_LENGTH, IS_LABEL, LABEL_TEXT);
            case "services" -> checked(name, LABEL_LENGTH, IS_OLD_LABEL, OLD_LABEL_TEXT);
            default -> subdomain(name);
        };
    }

    static List<String> subdomain(String name) {
        return checked(name, SUBDOMAIN_LENGTH, IS_SUBDOMAIN, SUBDOMAIN_TEXT);
    }

    static List<String> configKey(String key) {
        return checked(key, SUBDOMAIN_LENGTH, IS_CONFIG_KEY, CONFIG_KEY_TEXT);
    }

    static List<String> labelValue(String value) {
        return value.isEmpty()
                ? List.of()
                : checked(value, LABEL_LENGTH, IS_QUALIFIED, LABEL_VALUE_TEXT);
    }

    /** A key: a name, with a domain before it or without one. */
    static List<String> qualified(String key) {
        String[] parts = key.split("/", -1);
        if (parts.length > 2) {
            return List.of(
                    "a qualified name "
                            + QUALIFIED_TEXT
                            + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        List<String> wrong = new ArrayList<>();
        String name = parts[parts.length - 1];
        if (parts.length == 2 && parts[0].isEmpty()) {
            wrong.add("prefix part must be non-empty");
        } else if (parts.length == 2) {
            subdomain(parts[0]).forEach(text -> wrong.add("prefix part " + text));
        }
        if (name.isEmpty()) {
            wrong.add("name part must be non-empty");
        }
        checked(name, LABEL_LENGTH, IS_QUALIFIED, QUALIFIED_TEXT)
                .forEach(text -> wrong.add("name part " + text));
        return wrong;
    }

    /** Such a name may hold anything that fits into a URL, {@code system:masters} for one. */
    private static List<String> segment(String name) {
        for (String part : List.of("/", "%")) {
            if (name.contains(part)) {
                return List.of("may not contain '" + part + "'");
            }
        }
        return List.of();
    }

    private static List<String> checked(String text, int longest, Pattern form, String words) {
        List<String> wrong = new ArrayList<>();
        if (text.length() > longest) {
            wrong.add("must be no more than " + longest + " characters");
        }
        if (!form.matcher(text).matches()) {
            wrong.add(words);
        }
        return wrong;
    }
}
