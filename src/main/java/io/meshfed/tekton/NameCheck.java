package io.meshfed.tekton;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.regex.Pattern;

/**
 * Keeps what is no name out of the paths of requests: {@code ../x} would ask for something else,
 * {@code x?watch=true} for an answer without an end.
 */
public final class NameCheck {

    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_SUBDOMAIN = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern PARTS = Pattern.compile("\\.");

    private NameCheck() {}

    /** Whether an API server lets an object be called so: a DNS-1123 subdomain. */
    static boolean good(String name) {
        return name.length() <= LONGEST_SUBDOMAIN
                && PARTS.splitAsStream(name + ".end").allMatch(p -> LABEL.matcher(p).matches());
    }

    /**
     * @param kind of the object, to say what was wrong
     * @return the name
     * @throws FederationException INPUT when no object can be called so
     */
    public static String object(String kind, String name) {
        if (!good(name)) {
            throw noName(
                    kind,
                    name,
                    "A name has lower-case letters, digits, '-' and '.', at most 253 of them.");
        }
        return name;
    }

    /**
     * @return the name
     * @throws FederationException INPUT when no namespace can be called so
     */
    public static String namespace(String name) {
        if (name.length() > LONGEST_LABEL || !LABEL.matcher(name).matches()) {
            throw noName(
                    "namespace",
                    name,
                    "A name has lower-case letters, digits and '-', at most 63 of them.");
        }
        return name;
    }

    private static FederationException noName(String kind, String name, String remedy) {
        return new FederationException(
                ErrorClass.INPUT,
                "'%s' is no name of a %s".formatted(SafeText.of(name), kind),
                remedy);
    }
}
