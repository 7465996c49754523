package io.meshfed.probe;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the requests of one second.
 *
 * @param answers by the mesh that gave them; the empty name stands for answers that do not say
 */
public record Second(SortedMap<String, Long> answers, long failed) {

    public static final Second NONE = new Second(new TreeMap<>(), 0);

    public Second {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }

    Second with(Sample sample) {
        if (!sample.ok()) {
            return new Second(answers, failed + 1);
        }
        SortedMap<String, Long> more = new TreeMap<>(answers);
        more.merge(sample.answerer().mesh(), 1L, Long::sum);
        return new Second(more, failed);
    }
}
