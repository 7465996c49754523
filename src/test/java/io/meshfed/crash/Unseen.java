package io.meshfed.crash;

import io.meshfed.cluster.WiredSessions.Answer;
import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.sandbox.api.DirectApi.Stored;
import java.util.ArrayList;
import java.util.List;

/**
 * A version that nobody ever reads, though it stands for a while: until there is another one, all
 * reads show the one before it.
 *
 * @param request the first read that would have shown it
 */
final class Unseen implements Mishap {

    private final int request;
    private final List<Stored> hidden = new ArrayList<>();

    Unseen(int request) {
        this.request = request;
    }

    @Override
    public boolean ends() {
        return false;
    }

    @Override
    public Answer meet(int number, Sent sent, Line line) {
        List<Stored> changes =
                sent.method().equals("GET")
                        ? Past.of(line.api(sent.cluster()), sent).changes()
                        : List.of();
        Answer now = line.serve(sent);
        if (changes.isEmpty()) {
            return now;
        }
        Stored last = changes.get(changes.size() - 1);
        if (number == request) {
            hidden.add(last);
        }
        return hidden.stream().anyMatch(each -> each == last)
                ? Past.of(line.api(sent.cluster()), sent).before(1, now, line, sent)
                : now;
    }

    @Override
    public String toString() {
        return "unseen at " + request;
    }
}
