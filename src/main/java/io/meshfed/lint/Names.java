package io.meshfed.lint;

import java.util.List;
import java.util.regex.Pattern;

/** How Kubernetes lets things be named. */
final class Names {

    private static final int LONGEST = 63;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern QUALIFIED =
            Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern RESULT =
            Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");

    private Names() {}

    static boolean label(String name) {
        return name.length() <= LONGEST && LABEL.matcher(name).matches();
    }

    /** Tekton asks for a subdomain that is no longer than a label. */
    static boolean resource(String name) {
        return name.length() <= LONGEST && SUBDOMAIN.matcher(name).matches();
    }

    static boolean qualified(String name) {
        List<String> parts = List.of(name.split("/", -1));
        String last = parts.get(parts.size() - 1);
        boolean prefix = parts.size() == 1 || SUBDOMAIN.matcher(parts.get(0)).matches();
        return parts.size() <= 2
                && prefix
                && last.length() <= LONGEST
                && QUALIFIED.matcher(last).matches();
    }

    static boolean result(String name) {
        return RESULT.matcher(name).matches();
    }
}
