package io.meshfed.sandbox.api;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * API versions, the preferred one first: stable before beta before alpha, newer before older, and
 * what is named otherwise behind them by name.
 */
final class VersionOrder {

    private static final Pattern VERSION = Pattern.compile("v(\\d+)(?:(alpha|beta)(\\d+))?");
    private static final List<String> STAGES = List.of("alpha", "beta", "");

    private static final Comparator<String> PREFERRED_FIRST =
            Comparator.comparing(VersionOrder::stage)
                    .thenComparing(version -> number(version, 1))
                    .thenComparing(version -> number(version, 3))
                    .reversed()
                    .thenComparing(Comparator.naturalOrder());

    private VersionOrder() {}

    static Set<String> sorted(Collection<String> versions) {
        Set<String> sorted = new TreeSet<>(PREFERRED_FIRST);
        sorted.addAll(versions);
        return sorted;
    }

    private static int stage(String version) {
        Matcher parts = VERSION.matcher(version);
        return parts.matches() ? STAGES.indexOf(parts.group(2) == null ? "" : parts.group(2)) : -1;
    }

    private static BigInteger number(String version, int group) {
        Matcher parts = VERSION.matcher(version);
        boolean said = parts.matches() && parts.group(group) != null;
        return said ? new BigInteger(parts.group(group)) : BigInteger.ZERO;
    }
}
