package io.meshfed.tekton;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What was told, and what happens when a line is. */
final class Told implements RunListener {

    final List<String> all = new CopyOnWriteArrayList<>();
    Consumer<String> onLine = line -> {};

    @Override
    public void changed(RunState before, RunState now) {}

    @Override
    public void said(String task, String step, String line) {
        all.add(step + ": " + line);
        onLine.accept(line);
    }

    @Override
    public void warned(String what) {
        all.add("warned: " + what);
    }

    @Override
    public void unheard(String task, String step, String why) {
        all.add(step + " unheard: " + why);
    }
}
