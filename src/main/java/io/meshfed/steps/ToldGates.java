package io.meshfed.steps;

import io.meshfed.gates.GateRound;
import io.meshfed.gates.Reading;
import io.meshfed.report.Progress;
import io.meshfed.report.Words;
import java.util.List;

/** Tells people which gate is asked, and what is waited for. */
record ToldGates(Progress progress) implements GateRound.Watcher {

    @Override
    public void asking(String gate) {
        progress.doing("asking gate " + gate);
    }

    @Override
    public void waiting(List<Reading> unknown) {
        Reading first = unknown.get(0);
        progress.waiting(
                Words.count(unknown.size(), "gate") + " to decide",
                "%s: %s".formatted(first.gate(), first.statement()));
    }
}
