package io.meshfed.cluster;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A map of a few fields, in their order, that cannot be changed. Objects of one kind have the same
 * fields, so the names are shared; a hash table for each would take five times the memory.
 */
final class FewFields extends AbstractMap<String, Object> {

    /** Beyond this many a search one by one takes too long. */
    static final int MOST = 16;

    private final String[] names;
    private final Object[] values;

    FewFields(String[] names, Object[] values) {
        this.names = names;
        this.values = values;
    }

    private int indexOf(Object name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public boolean containsKey(Object name) {
        return indexOf(name) >= 0;
    }

    @Override
    public Object get(Object name) {
        int index = indexOf(name);
        return index < 0 ? null : values[index];
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return IntStream.range(0, names.length)
                        .<Map.Entry<String, Object>>mapToObj(
                                i -> new SimpleImmutableEntry<>(names[i], values[i]))
                        .iterator();
            }
        };
    }
}
