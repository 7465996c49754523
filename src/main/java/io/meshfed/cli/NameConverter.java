package io.meshfed.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads names of objects: they become part of a URL, so a wrong one never gets that far. */
abstract class NameConverter implements ITypeConverter<String> {

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    private final Pattern form;
    private final int longest;
    private final String signs;

    private NameConverter(String form, int longest, String signs) {
        this.form = Pattern.compile(form);
        this.longest = longest;
        this.signs = signs;
    }

    /** A DNS label, as namespaces are named. */
    static final class Label extends NameConverter {
        Label() {
            super(LABEL, 63, "lower-case letters, digits and '-'");
        }
    }

    /** A DNS name, as most objects are named. */
    static final class Subdomain extends NameConverter {
        Subdomain() {
            super(LABEL + "(\\." + LABEL + ")*", 253, "lower-case letters, digits, '-' and '.'");
        }
    }

    /** A name, with the namespace and a slash before it or without. */
    static final class InNamespace extends NameConverter {
        InNamespace() {
            super(
                    "(" + LABEL + "/)?" + LABEL + "(\\." + LABEL + ")*",
                    63 + 1 + 253,
                    "lower-case letters, digits, '-' and '.', after NAMESPACE/ or alone");
        }
    }

    /** As {@link InNamespace}, or nothing, as pipelines say it. */
    static final class InNamespaceOrNone implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return text.isEmpty() ? text : new InNamespace().convert(text);
        }
    }

    @Override
    public String convert(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("it is empty, and should be a name");
        }
        if (text.length() > longest || !form.matcher(text).matches()) {
            throw new TypeConversionException(
                    "'%s' is not a name of at most %d %s, with a letter or digit at both ends"
                            .formatted(text, longest, signs));
        }
        return text;
    }
}
