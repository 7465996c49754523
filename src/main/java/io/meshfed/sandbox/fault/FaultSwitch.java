package io.meshfed.sandbox.fault;

import static java.util.Objects.requireNonNull;

import io.meshfed.report.ErrorClass;
import java.util.ArrayList;
import java.util.List;

/**
 * One fault that a user can rehearse.
 *
 * @param rows of the fault catalogue, such as A1
 * @param does what the sandbox then does
 * @param sees what a user sees, and of which command
 */
public record FaultSwitch(
        List<String> rows, String name, String does, Sees sees, Workings workings) {

    /**
     * @param command that shows it best
     * @param ends its class
     * @param text how it tells
     */
    public record Sees(String command, ErrorClass ends, String text) {}

    /** What it takes, and how it is done. */
    record Workings(List<FaultArgument> arguments, boolean unready, Effect effect) {
        Workings {
            arguments = List.copyOf(arguments);
        }
    }

    /** Writes into the rehearsal what has to happen. */
    @FunctionalInterface
    interface Effect {
        void into(Rehearsal rehearsal, FaultValues values);
    }

    public FaultSwitch {
        rows = List.copyOf(rows);
        requireNonNull(name);
        requireNonNull(does);
        requireNonNull(sees);
        requireNonNull(workings);
    }

    public List<FaultArgument> arguments() {
        return workings.arguments();
    }

    /** One that lets matching requests go wrong; it takes the arguments that say which. */
    static Workings requests(
            String verb, String kind, String count, Effect effect, FaultArgument... more) {
        List<FaultArgument> arguments =
                new ArrayList<>(
                        List.of(
                                FaultArgument.cluster(),
                                FaultArgument.verb(verb),
                                FaultArgument.kind(kind),
                                FaultArgument.after(),
                                FaultArgument.count(count)));
        arguments.addAll(List.of(more));
        return new Workings(arguments, false, effect);
    }

    static Workings clusters(Effect effect, FaultArgument... more) {
        List<FaultArgument> arguments = new ArrayList<>(List.of(FaultArgument.cluster()));
        arguments.addAll(List.of(more));
        return new Workings(arguments, false, effect);
    }

    static Workings mesh(Effect effect, FaultArgument... more) {
        List<FaultArgument> arguments = new ArrayList<>(List.of(FaultArgument.mesh()));
        arguments.addAll(List.of(more));
        return new Workings(arguments, false, effect);
    }

    /** The mesh does not come up. */
    static Workings unready(Effect effect) {
        return new Workings(List.of(FaultArgument.mesh()), true, effect);
    }
}
