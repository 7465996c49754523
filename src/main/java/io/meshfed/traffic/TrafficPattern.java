package io.meshfed.traffic;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the requests for a service are spread over meshes. Its text, {@code balance:east=50,west=50},
 * says all of it, so that a pattern that stood before can be put back.
 *
 * @param shares of {@link Kind#BALANCE} the weight of each mesh; of {@link Kind#MIRROR} the percent
 *     that its peer is sent; of {@link Kind#FAILOVER} its peer with 100; else empty
 * @param region where the local mesh is said to be, of a failover; empty for what its nodes say
 */
public record TrafficPattern(Kind kind, SortedMap<String, Integer> shares, String region) {

    public static final TrafficPattern STANDARD = plain(Kind.STANDARD);
    public static final TrafficPattern NONE = plain(Kind.NONE);

    private static final Pattern TEXT = Pattern.compile("([a-z]+)(?::([^@]+))?(?:@(.+))?");
    private static final Pattern SHARE = Pattern.compile("([^=,]+)=([0-9]{1,3})");

    /** What is done with requests. */
    public enum Kind {
        /** All are answered by the local mesh. */
        STANDARD,
        /** All are answered by the local mesh, and a part is copied to a peer. */
        MIRROR,
        /** Each mesh answers its share. */
        BALANCE,
        /** The local mesh answers while it can, else a peer does. */
        FAILOVER,
        /** Nothing is ours: the users' own routing stands alone. */
        NONE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether requests may leave the local mesh. */
        public boolean needsPeers() {
            return this == MIRROR || this == BALANCE || this == FAILOVER;
        }

        static Optional<Kind> labelled(String label) {
            for (Kind kind : values()) {
                if (kind.label().equals(label)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    public TrafficPattern {
        requireNonNull(kind);
        shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
        requireNonNull(region);
    }

    private static TrafficPattern plain(Kind kind) {
        return new TrafficPattern(kind, new TreeMap<>(), "");
    }

    public static TrafficPattern balance(SortedMap<String, Integer> weights) {
        return new TrafficPattern(Kind.BALANCE, weights, "");
    }

    /**
     * @param percent of the requests that are copied, 1 to 100
     */
    public static TrafficPattern mirror(String peer, int percent) {
        return new TrafficPattern(Kind.MIRROR, one(peer, percent), "");
    }

    /**
     * @param region where the local mesh is; empty for what its nodes say
     */
    public static TrafficPattern failover(String peer, String region) {
        return new TrafficPattern(Kind.FAILOVER, one(peer, 100), region);
    }

    private static SortedMap<String, Integer> one(String mesh, int share) {
        SortedMap<String, Integer> shares = new TreeMap<>();
        shares.put(mesh, share);
        return shares;
    }

    /** The one mesh that a mirror or a failover leads to. */
    public String peer() {
        return shares.firstKey();
    }

    /** The meshes other than the local one that requests may come to, sorted. */
    public List<String> peers(String local) {
        List<String> peers = new ArrayList<>();
        shares.forEach(
                (mesh, share) -> {
                    if (!mesh.equals(local) && share > 0) {
                        peers.add(mesh);
                    }
                });
        return peers;
    }

    /**
     * @return empty when the text is none that {@link #toString} writes
     */
    public static Optional<TrafficPattern> parse(String text) {
        Matcher form = TEXT.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String rest = Optional.ofNullable(form.group(2)).orElse("");
        String region = Optional.ofNullable(form.group(3)).orElse("");
        return Kind.labelled(form.group(1)).flatMap(kind -> of(kind, rest, region));
    }

    private static Optional<TrafficPattern> of(Kind kind, String rest, String region) {
        if (!region.isEmpty() && kind != Kind.FAILOVER) {
            return Optional.empty();
        }
        return switch (kind) {
            case STANDARD, NONE -> rest.isEmpty() ? Optional.of(plain(kind)) : Optional.empty();
            case FAILOVER ->
                    rest.isEmpty() || rest.contains("=") || rest.contains(",")
                            ? Optional.empty()
                            : Optional.of(failover(rest, region));
            case MIRROR ->
                    shares(rest)
                            .filter(shares -> shares.size() == 1)
                            .filter(shares -> shares.get(shares.firstKey()) > 0)
                            .map(shares -> new TrafficPattern(kind, shares, ""));
            case BALANCE ->
                    shares(rest)
                            .filter(shares -> sum(shares) == 100)
                            .map(shares -> new TrafficPattern(kind, shares, ""));
        };
    }

    static int sum(SortedMap<String, Integer> shares) {
        return shares.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Optional<SortedMap<String, Integer>> shares(String text) {
        SortedMap<String, Integer> shares = new TreeMap<>();
        for (String each : text.split(",", -1)) {
            Matcher share = SHARE.matcher(each);
            boolean fits = share.matches() && Integer.parseInt(share.group(2)) <= 100;
            if (!fits || shares.put(share.group(1), Integer.valueOf(share.group(2))) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(shares);
    }

    /** {@code balance:east=50,west=50}, {@code mirror:west=10}, {@code failover:west}. */
    @Override
    public String toString() {
        String at = region.isEmpty() ? "" : "@" + region;
        return switch (kind) {
            case STANDARD, NONE -> kind.label();
            case FAILOVER -> kind.label() + ":" + peer() + at;
            case MIRROR, BALANCE ->
                    kind.label()
                            + ":"
                            + String.join(
                                    ",",
                                    shares.entrySet().stream()
                                            .map(share -> share.getKey() + "=" + share.getValue())
                                            .toList());
        };
    }
}
