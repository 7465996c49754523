package io.meshfed.e2e;

import static java.util.Objects.requireNonNull;

import io.meshfed.report.Progress;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what a run tells while it goes on, and hands it on. */
final class Recorded implements Progress {

    private final Progress next;
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    Recorded(Progress next) {
        this.next = requireNonNull(next);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void doing(String what) {
        lines.add("doing " + what);
        next.doing(what);
    }

    @Override
    public void waiting(String what, String reason) {
        lines.add("waiting for %s: %s".formatted(what, reason));
        next.waiting(what, reason);
    }

    @Override
    public void done(String what) {
        lines.add("done " + what);
        next.done(what);
    }

    @Override
    public void warning(String what) {
        lines.add("warning " + what);
        next.warning(what);
    }
}
