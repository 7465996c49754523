package io.meshfed.cli;

import io.meshfed.tekton.RunListener;
import io.meshfed.tekton.RunName;
import io.meshfed.tekton.RunState;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;

/**
 * Shows a run on a terminal: its tree at the bottom, drawn anew as time goes by, and above it what
 * its steps say.
 */
final class LiveRun implements RunListener {

    /** A tree that is higher than the window cannot be drawn over. */
    private static final int MOST_LINES = 20;

    private static final String ESCAPE = "\u001b[";

    /** Lines that are too long are cut and not broken, or the tree would have more than it has. */
    private static final String CUT = ESCAPE + "?7l";

    private static final String BREAK = ESCAPE + "?7h";

    private final PrintStream log;
    private final PrintStream screen;
    private final Style style;
    private RunState shown = RunState.unseen(new RunName("", ""));
    private int drawn;

    LiveRun(PrintStream log, PrintStream screen, Style style) {
        this.log = log;
        this.screen = screen;
        this.style = style;
    }

    @Override
    public synchronized void changed(RunState before, RunState now) {
        erase();
        shown = now;
        draw(brief());
    }

    @Override
    public synchronized void said(String task, String step, String line) {
        erase();
        log.println(PlainRun.prefixed(task, step, line));
        log.flush();
        draw(brief());
    }

    @Override
    public synchronized void warned(String what) {
        erase();
        screen.println(style.yellow("‼") + " " + what);
        draw(brief());
    }

    @Override
    public synchronized void unheard(String task, String step, String why) {
        warned(PlainRun.gone(task, step, why));
    }

    /** The whole tree stays, the cursor stands below it. */
    synchronized void end() {
        erase();
        if (!shown.name().name().isEmpty()) {
            draw(whole());
        }
        drawn = 0;
    }

    private List<String> whole() {
        return RunTree.lines(shown, Instant.now(), style);
    }

    /** The end of a long tree: what is still to come. */
    private List<String> brief() {
        List<String> all = shown.name().name().isEmpty() ? List.of() : whole();
        return all.size() <= MOST_LINES ? all : all.subList(all.size() - MOST_LINES, all.size());
    }

    private void erase() {
        if (drawn > 0) {
            screen.print("\r" + ESCAPE + drawn + "A" + ESCAPE + "J");
            screen.flush();
        }
        drawn = 0;
    }

    private void draw(List<String> lines) {
        StringBuilder text = new StringBuilder(CUT);
        lines.forEach(line -> text.append(line).append("\n"));
        screen.print(text.append(BREAK));
        screen.flush();
        drawn = lines.size();
    }
}
