package io.meshfed.jenkins;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * What the blocks around a step give it. Each branch of a build goes down its own.
 *
 * @param depth how many blocks
 * @param limitMinutes of the shortest timeout; 0 for none
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
        long shortest = limitMinutes == 0 ? minutes : Math.min(minutes, limitMinutes);
        return new Scope(folder, environment, depth, shortest);
    }

    /** As Jenkins ends what is inside a timeout: its script first, and then with this exception. */
    void expire(long minutes) throws FlowInterruptedException {
        if (limitMinutes > 0 && minutes > limitMinutes) {
            throw new FlowInterruptedException("Timeout has been exceeded");
        }
    }
}
