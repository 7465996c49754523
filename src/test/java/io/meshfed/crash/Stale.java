package io.meshfed.crash;

import io.meshfed.cluster.WiredSessions.Answer;
import io.meshfed.cluster.WiredSessions.Sent;

/**
 * One read that is behind.
 *
 * @param changes of what it reads that it does not know of
 */
record Stale(int request, int changes) implements Mishap {

    @Override
    public boolean ends() {
        return false;
    }

    @Override
    public Answer meet(int number, Sent sent, Line line) {
        if (number != request) {
            return line.serve(sent);
        }
        Past past = Past.of(line.api(sent.cluster()), sent);
        Answer now = line.serve(sent);
        return past.before(changes, now, line, sent);
    }

    @Override
    public String toString() {
        return "stale %d at %d".formatted(changes, request);
    }
}
