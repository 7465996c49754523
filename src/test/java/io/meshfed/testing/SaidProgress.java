package io.meshfed.testing;

import io.meshfed.report.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what people were told, and does something when they are told of a wait. */
public final class SaidProgress implements Progress {

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final Runnable onWait;

    private SaidProgress(Runnable onWait) {
        this.onWait = onWait;
    }

    public static SaidProgress silent() {
        return new SaidProgress(() -> {});
    }

    public static SaidProgress onWait(Runnable work) {
        return new SaidProgress(work);
    }

    public List<String> said() {
        return List.copyOf(said);
    }

    @Override
    public void doing(String what) {
        said.add(what);
    }

    @Override
    public void waiting(String what, String reason) {
        said.add("waiting for %s: %s".formatted(what, reason));
        onWait.run();
    }

    @Override
    public void done(String what) {
        said.add(what);
    }

    @Override
    public void warning(String what) {
        said.add(what);
    }
}
