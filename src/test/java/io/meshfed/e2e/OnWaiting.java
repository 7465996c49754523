package io.meshfed.e2e;

import io.meshfed.report.Progress;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does something, once, when a run first says that it waits for a certain reason. */
final class OnWaiting implements Progress {

    private final String reason;
    private final Runnable act;
    private final AtomicBoolean done = new AtomicBoolean();

    OnWaiting(Runnable act) {
        this("", act);
    }

    OnWaiting(String reason, Runnable act) {
        this.reason = reason;
        this.act = act;
    }

    @Override
    public void doing(String what) {}

    @Override
    public void waiting(String what, String why) {
        if (why.contains(reason) && !done.getAndSet(true)) {
            act.run();
        }
    }

    @Override
    public void done(String what) {}

    @Override
    public void warning(String what) {}
}
