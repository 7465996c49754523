package io.meshfed.sandbox.traffic;

/**
 * Host names with a wildcard in front: an exact one goes before a longer one, {@code *} is last.
 */
final class Domain {

    private Domain() {}

    static boolean fits(String pattern, String host) {
        if (pattern.equals("*")) {
            return true;
        }
        return pattern.startsWith("*") ? host.endsWith(pattern.substring(1)) : pattern.equals(host);
    }

    /** Whether some host fits both. */
    static boolean meet(String one, String other) {
        String plainOne = one.startsWith("*") ? one.substring(1) : one;
        String plainOther = other.startsWith("*") ? other.substring(1) : other;
        if (one.startsWith("*") && other.startsWith("*")) {
            return plainOne.endsWith(plainOther) || plainOther.endsWith(plainOne);
        }
        return fits(one, other) || fits(other, one);
    }

    /** The higher, the sooner it is asked. */
    static int weight(String pattern) {
        return pattern.startsWith("*") ? pattern.length() : Integer.MAX_VALUE;
    }
}
