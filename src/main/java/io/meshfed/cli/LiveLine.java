package io.meshfed.cli;

import java.io.PrintStream;
import java.time.Duration;

/**
 * One line that changes all the time: written over on a terminal, elsewhere now and then a line of
 * its own.
 */
final class LiveLine {

    private static final Duration SELDOM = Duration.ofSeconds(10);
    private static final String ESCAPE = "\u001b[";

    private final PrintStream screen;
    private final boolean terminal;
    private boolean shown;
    private long last = System.nanoTime() - SELDOM.toNanos();

    LiveLine(PrintStream screen, boolean terminal) {
        this.screen = screen;
        this.terminal = terminal;
    }

    synchronized void show(String line) {
        if (terminal) {
            // Cut and not broken where the window is narrow: a second line would stay behind.
            screen.print("\r" + ESCAPE + "?7l" + line + ESCAPE + "J" + ESCAPE + "?7h");
            screen.flush();
            shown = true;
        } else if (System.nanoTime() - last >= SELDOM.toNanos()) {
            screen.println(line);
            last = System.nanoTime();
        }
    }

    synchronized void erase() {
        if (shown) {
            screen.print("\r" + ESCAPE + "J");
            screen.flush();
            shown = false;
        }
    }
}
