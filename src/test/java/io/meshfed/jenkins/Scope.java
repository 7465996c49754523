package io.meshfed.jenkins;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the blocks around a step give it. Each branch of a build goes down its own.
 *
 * @param depth how many blocks
 * @param limitMinutes of the innermost timeout; 0 for none
 */
record Scope(Path folder, Map<String, String> environment, int depth, long limitMinutes) {

    Scope {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    Scope deeper() {
        return new Scope(folder, environment, depth + 1, limitMinutes);
    }

    Scope in(Path other) {
        return new Scope(other, environment, depth, limitMinutes);
    }

    Scope with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(more);
        return new Scope(folder, all, depth, limitMinutes);
    }

    Scope within(long minutes) {
        return new Scope(folder, environment, depth, minutes);
    }
}
