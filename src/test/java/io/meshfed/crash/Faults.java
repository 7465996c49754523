package io.meshfed.crash;

import io.meshfed.cluster.WiredSessions.Answer;
import io.meshfed.cluster.WiredSessions.Sent;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Requests that go wrong, in one run that goes on. */
record Faults(List<Fault> faults) implements Mishap {

    Faults {
        faults = List.copyOf(faults);
    }

    static Faults one(FaultKind kind, int request) {
        return new Faults(List.of(new Fault(kind, request)));
    }

    @Override
    public boolean ends() {
        return false;
    }

    @Override
    public Answer meet(int number, Sent request, Line line) throws IOException {
        for (Fault fault : faults) {
            if (fault.request() == number) {
                return fault.kind().happen(request, line);
            }
        }
        return line.serve(request);
    }

    @Override
    public String toString() {
        return faults.stream().map(Fault::toString).collect(Collectors.joining(" + "));
    }
}
