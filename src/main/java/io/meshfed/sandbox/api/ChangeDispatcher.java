package io.meshfed.sandbox.api;

import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import io.meshfed.sandbox.api.Storage.Change;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Hands changes to one listener, in order, on a thread of its own: it may write to the store. */
final class ChangeDispatcher implements ObjectStore.Subscription {

    private final BlockingQueue<Change> queue = new LinkedBlockingQueue<>();
    private final Consumer<ObjectEvent> listener;
    private final ObjectStore.Subscription source;
    private final Thread thread;

    ChangeDispatcher(Storage storage, Consumer<ObjectEvent> listener) {
        this.listener = listener;
        this.thread = new Thread(this::run, "sandbox-changes");
        thread.setDaemon(true);
        thread.start();
        this.source = storage.listen(queue::add);
    }

    @Override
    public void close() {
        source.close();
        thread.interrupt();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Change change = queue.take();
                deliver(change);
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    private void deliver(Change change) {
        try {
            listener.accept(
                    new ObjectEvent(change.kind(), change.type(), Json.readOnly(change.object())));
        } catch (RuntimeException bugOfTheListener) {
            // One change that a controller cannot digest must not cost it all later ones.
            thread.getUncaughtExceptionHandler().uncaughtException(thread, bugOfTheListener);
        }
    }
}
