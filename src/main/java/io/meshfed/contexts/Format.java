package io.meshfed.contexts;

import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds of text in federation and promotion files. */
enum Format {
    /** Becomes part of host names and of object names, so it is what both admit. */
    LABEL(
            "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
            63,
            "must be lower-case letters, digits and '-', begin and end with a letter or digit,"
                    + " and have at most 63 characters"),
    /** Selects services to export, where istiod takes {@code *} and nothing for "all". */
    EXPORTED(LABEL, "would select everything, istiod and the gateways too; name one"),
    /** Selects services to import, where the same holds. */
    IMPORTED(LABEL, "would take whatever the peer exports, now and later; name one"),
    OBJECT_NAME(
            "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
            253,
            "must be lower-case letters, digits, '-' and '.', begin and end with a letter or"
                    + " digit, and have at most 253 characters"),
    TRUST_DOMAIN(
            "^[a-z0-9]([-._a-z0-9]*[a-z0-9])?$",
            255,
            "must be lower-case letters, digits, '.', '-' and '_', without a scheme or path, and"
                    + " have at most 255 characters"),
    LABEL_KEY(
            "^([a-z0-9]([-.a-z0-9]*[a-z0-9])?/)?[A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?$",
            317,
            "is not a Kubernetes label key"),
    LABEL_VALUE(
            "^([A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?)?$", 63, "is not a Kubernetes label value"),
    ADDRESS("^[0-9A-Za-z.:-]+$", 253, "must be an IP address or a host name"),
    PLACE_NAME(
            "^[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?$",
            63,
            "must be letters, digits, '-', '.' and '_', at most 63"),
    /** Names that other tools made: a kubeconfig context, a cluster's id. */
    FOREIGN(
            "^[^\\u0000-\\u0020\\u007f]([^\\u0000-\\u001f\\u007f]*[^\\u0000-\\u0020\\u007f])?$",
            500,
            "must be one line of 1 to 500 characters without blanks around them"),

    /** As people and kubectl write it; how long it may be is for the rules to say. */
    DURATION(
            "^([0-9]{1,3}h)?([0-9]{1,4}m)?([0-9]{1,5}s)?([0-9]{1,6}ms)?$",
            22,
            "is not a time such as 90s, 10m or 1h30m"),
    IMAGE_NAME("^[A-Za-z0-9]([-._/:A-Za-z0-9]*[A-Za-z0-9])?$", 255, "is not the name of an image"),
    /** A tag can be moved to another image after somebody approved it. */
    IMAGE(
            "^[a-z0-9]([-._:/a-z0-9]*[a-z0-9])?(:[A-Za-z0-9_][-._A-Za-z0-9]*)?@sha256:[0-9a-f]{64}$",
            500,
            "must be an image with its digest, registry/name@sha256:...; a tag alone can be moved"),
    RELATIVE_PATH(
            "^[^/~\\\\\\u0000-\\u001f\\u007f:][^\\\\\\u0000-\\u001f\\u007f:]*$",
            500,
            "must be a path relative to this file, with '/' between its parts"),
    URL_PATH(
            "^/[-._~!$&'()*+,;=:@%/?A-Za-z0-9]*$",
            500, "must begin with '/' and be as it stands in a URL"),
    HTTPS(
            "^https://[-.A-Za-z0-9]+(:[0-9]{1,5})?(/[-._~%/A-Za-z0-9]*)?$",
            500, "must be an https address without user, query and fragment"),
    LINE("^[^\\u0000-\\u001f\\u007f]+$", 2000, "must be one line of at most 2000 characters");

    private final Pattern pattern;
    private final int longest;
    private final String rule;
    private final String ifEverything;

    Format(String regex, int longest, String rule) {
        this.pattern = Pattern.compile(regex);
        this.longest = longest;
        this.rule = rule;
        this.ifEverything = "";
    }

    Format(Format name, String ifEverything) {
        this.pattern = name.pattern;
        this.longest = name.longest;
        this.rule = name.rule;
        this.ifEverything = ifEverything;
    }

    String regex() {
        return pattern.pattern();
    }

    int longest() {
        return longest;
    }

    /** What it would mean to leave the text out; empty when it would mean nothing. */
    String ifEverything() {
        return ifEverything;
    }

    /** What is wrong with the text, if anything. */
    Optional<String> problem(String text) {
        if (!ifEverything.isEmpty() && (text.isBlank() || text.contains("*"))) {
            return Optional.of("'%s' %s".formatted(Findings.shown(text), ifEverything));
        }
        if (text.isEmpty() && this != LABEL_VALUE) {
            return Optional.of("is empty");
        }
        if (text.length() > longest || !pattern.matcher(text).matches()) {
            return Optional.of("'%s' %s".formatted(Findings.shown(text), rule));
        }
        return Optional.empty();
    }
}
