package io.meshfed.promotion;

import java.util.Arrays;

/** Numbers in the order in which they first came, each found again at once. */
final class LongIndex {

    private long[] values = new long[1 << 16];
    private int[] table = empty(1 << 18);
    private int size;

    /** The place of the value, which is new when it is the size before. */
    int add(long value) {
        int slot = slotOf(value);
        if (table[slot] >= 0) {
            return table[slot];
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size] = value;
        table[slot] = size;
        size++;
        if (size * 3L > table.length) {
            grow();
        }
        return size - 1;
    }

    long at(int place) {
        return values[place];
    }

    int size() {
        return size;
    }

    private int slotOf(long value) {
        int mask = table.length - 1;
        long mixed = value * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & mask;
        while (table[slot] >= 0 && values[table[slot]] != value) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        table = empty(table.length * 2);
        for (int place = 0; place < size; place++) {
            table[slotOf(values[place])] = place;
        }
    }

    private static int[] empty(int length) {
        int[] table = new int[length];
        Arrays.fill(table, -1);
        return table;
    }
}
