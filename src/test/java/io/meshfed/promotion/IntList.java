package io.meshfed.promotion;

import java.util.Arrays;

/** A list of millions of numbers. */
final class IntList {

    private int[] values = new int[1 << 16];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int at(int place) {
        return values[place];
    }

    int size() {
        return size;
    }
}
