package io.meshfed.crash;

import io.meshfed.cluster.WiredSessions.Answer;
import io.meshfed.cluster.WiredSessions.Sent;
import java.util.List;
import java.util.Locale;

/**
 * The end of a process.
 *
 * @param request at which one, counted from 1
 */
record Cut(Moment moment, int request) implements Mishap {

    /** When, seen from the request. */
    enum Moment {
        /** It is not sent any more. */
        BEFORE,
        /** It is carried out, and the reply reaches nobody. */
        LOST,
        /** Its reply is the last that the process sees. */
        AFTER
    }

    /** Where processes that leave different clusters behind can end: a read leaves nothing. */
    static List<Moment> moments(Sent request) {
        return request.writes() ? List.of(Moment.BEFORE, Moment.LOST) : List.of(Moment.BEFORE);
    }

    @Override
    public boolean ends() {
        return true;
    }

    @Override
    public Answer meet(int number, Sent sent, Line line) {
        if (number < request) {
            return line.serve(sent);
        }
        if (moment == Moment.BEFORE) {
            throw line.end();
        }
        Answer answer = line.serve(sent);
        ProcessEnded end = line.end();
        if (moment == Moment.LOST) {
            throw end;
        }
        return answer;
    }

    /** {@code before 12}. */
    static Cut parse(String text) {
        String[] words = text.strip().split(" ");
        return new Cut(
                Moment.valueOf(words[0].toUpperCase(Locale.ROOT)), Integer.parseInt(words[1]));
    }

    @Override
    public String toString() {
        return moment.name().toLowerCase(Locale.ROOT) + " " + request;
    }
}
