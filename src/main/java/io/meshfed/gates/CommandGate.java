package io.meshfed.gates;

import io.meshfed.process.Program;
import io.meshfed.process.Program.Ended;
import io.meshfed.process.Program.How;
import io.meshfed.promotion.Gate.Command;
import io.meshfed.report.Durations;
import io.meshfed.report.SafeText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A gate that a program decides by its exit code. It works in the folder of the promotion file, and
 * sees of the environment what programs need and nothing else: no credentials.
 */
final class CommandGate {

    private static final List<String> SEEN = List.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");
    private static final int MOST_OUTPUT = 16 << 10;
    private static final int LONGEST_LINE = 200;

    private CommandGate() {}

    static Opinion ask(Command gate, GateWorld world) {
        Duration limit = world.within(gate.timeout());
        if (limit.isZero()) {
            return Opinion.unknown(
                    "no-time", "the run's time was over", "Raise --timeout and ask again.");
        }
        Map<String, String> environment = new TreeMap<>(world.environment());
        environment.keySet().retainAll(SEEN);
        Ended ended =
                new Program(
                                gate.argv().get(0),
                                gate.argv().subList(1, gate.argv().size()),
                                environment,
                                world.folder())
                        .run(
                                new Program.Bounds(limit, MOST_OUTPUT, MOST_OUTPUT),
                                end -> world.cancellation().onCancel(end)::close);
        return world.cancellation().isCancelled()
                ? GateRound.INTERRUPTED
                : opinion(gate, ended, limit);
    }

    private static Opinion opinion(Command gate, Ended ended, Duration limit) {
        String name = SafeText.of(gate.argv().get(0));
        if (ended.how() == How.OUT_OF_TIME) {
            return Opinion.unknown(
                    "timeout",
                    "%s was ended after %s".formatted(name, Durations.text(limit)),
                    "Make it faster, or raise the gate's timeout.");
        }
        if (ended.how() == How.FAILED) {
            return Opinion.unknown(
                    "not-started",
                    "%s could not be run".formatted(name),
                    "It is looked for in PATH, and relative to the promotion file; it must be executable.");
        }
        String told = "%s: exit code %d%s".formatted(name, ended.code(), said(ended));
        return switch (ended.code()) {
            case 0 -> Opinion.pass(told);
            case 1 -> Opinion.fail("exit-code", told, "What the program says, says why.");
            default ->
                    Opinion.unknown(
                            "exit-code", told, "Only 0 is pass and 1 is fail; mend the program.");
        };
    }

    /** The last line, which is where programs sum up. */
    private static String said(Ended ended) {
        String out = lastLine(ended.out());
        String line = out.isEmpty() ? lastLine(ended.err()) : out;
        String cut = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
        return cut.isEmpty() ? "" : ", " + SafeText.of(cut);
    }

    private static String lastLine(Program.Output output) {
        String text = new String(output.kept(), StandardCharsets.UTF_8).strip();
        return text.substring(text.lastIndexOf('\n') + 1).strip();
    }
}
