package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a report says of a drill. */
record DrillData(Map<String, Object> data) {

    /** One second: how many requests ended how. */
    record Bar(int second, long local, long peer, long others, long failed) {

        long all() {
            return local + peer + others + failed;
        }

        boolean like(Bar other) {
            return local == other.local
                    && peer == other.peer
                    && others == other.others
                    && failed == other.failed;
        }

        Bar plus(Bar more) {
            return new Bar(
                    second,
                    local + more.local,
                    peer + more.peer,
                    others + more.others,
                    failed + more.failed);
        }
    }

    String text(String key) {
        return SafeText.of(String.valueOf(data.getOrDefault(key, "")));
    }

    List<Map<String, Object>> moments() {
        return Trees.objects(data.get("moments"));
    }

    List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        for (Map<String, Object> row : Trees.objects(data.get("seconds"))) {
            Map<String, Object> answers = Trees.object(row.get("answers"));
            long all = answers.values().stream().mapToLong(DrillData::number).sum();
            long local = number(answers.get(String.valueOf(data.get("mesh"))));
            long peer = number(answers.get(String.valueOf(data.get("peer"))));
            bars.add(
                    new Bar(
                            bars.size(),
                            local,
                            peer,
                            all - local - peer,
                            number(row.get("failed"))));
        }
        return bars;
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
