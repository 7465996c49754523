package io.meshfed.sandbox.mesh;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gives out what load balancers give out. Every address is one that leads nowhere in the world. */
public final class Outlets {

    /** How a cloud tells where a load balancer is. */
    public enum Flavour {
        /** Azure, and so ARO: an address. */
        IP,
        /** AWS, and so ROSA: a name. */
        HOSTNAME;

        /** By what the cluster is called. */
        public static Flavour of(String cluster) {
            String name = cluster.toLowerCase(Locale.ROOT);
            return name.contains("rosa") || name.contains("aws") ? HOSTNAME : IP;
        }
    }

    private static final int LAST = 254;

    /** The three blocks that are kept for documentation, then one kept for bench tests. */
    private static final String[] BLOCKS = {"203.0.113.", "198.51.100.", "192.0.2."};

    private final Set<String> taken = new HashSet<>();
    private int given;

    /** One element of a Service's {@code status.loadBalancer.ingress}. */
    Map<String, Object> next(Flavour flavour, String cluster) {
        Map<String, Object> next = at(given++, flavour, cluster);
        while (next.values().stream().anyMatch(taken::contains)) {
            next = at(given++, flavour, cluster);
        }
        return next;
    }

    /** Somebody has it already, from a time before this. */
    void taken(String address) {
        taken.add(address);
    }

    private static Map<String, Object> at(int number, Flavour flavour, String cluster) {
        if (flavour == Flavour.IP) {
            return Map.of("ip", ip(number));
        }
        String id =
                "a%08x-%05d".formatted((cluster.hashCode() * 31L + number) & 0xffffffffL, number);
        return Map.of("hostname", id + ".elb.eu-central-1." + dnsLabel(cluster) + ".example");
    }

    private static String ip(int number) {
        int block = number / LAST;
        int last = number % LAST + 1;
        return block < BLOCKS.length
                ? BLOCKS[block] + last
                : "198.18.%d.%d".formatted(block - BLOCKS.length, last);
    }

    private static String dnsLabel(String cluster) {
        return cluster.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    }
}
