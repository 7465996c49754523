package io.meshfed.probe;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A header that every request carries. Its value may be a secret: it is never printed. */
public record Header(String name, String value) {

    private static final Pattern FORM =
            Pattern.compile(
                    "([!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}):[ \\t]*([ -~\\t]{0,4000}?)[ \\t]*");

    /** What the client says itself, or what would change where a request ends. */
    private static final Set<String> OURS =
            Set.of(
                    "host",
                    "connection",
                    "content-length",
                    "transfer-encoding",
                    "te",
                    "upgrade",
                    "expect",
                    "accept-encoding");

    public Header {
        requireNonNull(name);
        requireNonNull(value);
    }

    /**
     * @throws IllegalArgumentException when it is not of the form {@code Name: value}, or one that
     *     the client sets itself; the message does not repeat the value
     */
    public static Header parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "a header is of the form 'Name: value', in printable ASCII");
        }
        if (OURS.contains(form.group(1).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "the header '%s' is set by the probe itself".formatted(form.group(1)));
        }
        return new Header(form.group(1), form.group(2));
    }

    @Override
    public String toString() {
        return name;
    }
}
