package io.meshfed.report;

import java.util.Arrays;

/**
 * All parts of some length of texts that must not be seen, and where they stand in another text.
 */
final class Windows {

    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final int length;
    private final long factorOfFirst;
    private long[] hashes = {};
    private int count;
    private boolean sorted = true;

    Windows(int length) {
        this.length = length;
        long power = 1;
        for (int i = 0; i < length; i++) {
            power *= FACTOR;
        }
        this.factorOfFirst = power;
    }

    /** Where a part begins and ends. */
    @FunctionalInterface
    interface Found {

        void at(int from, int to);
    }

    void add(String text) {
        if (count + text.length() > hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * (count + text.length()));
        }
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = rolled(hash, text, i);
            if (i >= length - 1) {
                hashes[count++] = hash;
            }
        }
        sorted = false;
    }

    void find(String text, Found found) {
        if (!sorted) {
            Arrays.sort(hashes, 0, count);
            sorted = true;
        }
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = rolled(hash, text, i);
            if (i >= length - 1 && Arrays.binarySearch(hashes, 0, count, hash) >= 0) {
                found.at(i - length + 1, i + 1);
            }
        }
    }

    /** The hash of the last characters up to this one, from that of those before it. */
    private long rolled(long hash, String text, int at) {
        long next = hash * FACTOR + text.charAt(at) + 1;
        return at < length ? next : next - (text.charAt(at - length) + 1) * factorOfFirst;
    }
}
