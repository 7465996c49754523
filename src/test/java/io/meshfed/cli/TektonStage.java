package io.meshfed.cli;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ApiServerOptions;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.testing.Poll;
import io.meshfed.testing.TektonCluster;
import io.meshfed.testing.TektonReplay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The program beside a Tekton that plays what a real one once did. */
final class TektonStage implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What goes wrong while a run is followed. */
    enum Trouble {
        NONE,
        /** All streams are cut every few events. */
        CUTS
    }

    private final TektonCluster cluster;

    TektonStage(Path folder) {
        this(folder, ApiServerOptions.of("hub"));
    }

    TektonStage(Path folder, ApiServerOptions options) {
        cluster = TektonCluster.start(folder, options);
    }

    TektonCluster cluster() {
        return cluster;
    }

    Cli.Outcome pipeline(String... arguments) {
        return onTerminal("", arguments);
    }

    Cli.Outcome onTerminal(String terminals, String... arguments) {
        return Cli.run(terminals, Map.of(), arguments(arguments));
    }

    String[] arguments(String... own) {
        List<String> all = new ArrayList<>(List.of("pipeline"));
        all.addAll(List.of(own));
        all.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString(), "--context", "hub"));
        return all.toArray(String[]::new);
    }

    /** Whoever creates a run gets to see this one. */
    Playing playWhenStarted(TektonReplay replay, Trouble trouble) {
        Playing playing = new Playing(replay, trouble);
        playing.subscription =
                cluster.server()
                        .store()
                        .onChange(
                                event -> {
                                    boolean run = event.type().equals(TektonCluster.RUN);
                                    if (run && event.kind() == ObjectStore.ObjectEvent.Kind.ADDED) {
                                        playing.begin(
                                                Trees.text(event.object(), "metadata", "name")
                                                        .orElseThrow());
                                    }
                                });
        return playing;
    }

    /** A replay on its own thread. */
    final class Playing implements AutoCloseable {

        private final TektonReplay replay;
        private final Trouble trouble;
        private final CompletableFuture<Long> done = new CompletableFuture<>();
        private final CompletableFuture<String> run = new CompletableFuture<>();
        private ObjectStore.Subscription subscription = () -> {};
        private volatile String cancelWord = "";
        private volatile Consumer<String> cancelling = run -> {};

        private Playing(TektonReplay replay, Trouble trouble) {
            this.replay = replay;
            this.trouble = trouble;
        }

        private void begin(String name) {
            if (run.complete(name)) {
                Thread thread = new Thread(() -> play(name), "replay");
                thread.setDaemon(true);
                thread.start();
            }
        }

        private void play(String name) {
            try {
                awaitFollowers();
                replay.play(cluster.server(), name, this::after);
                done.complete(System.nanoTime());
            } catch (RuntimeException | AssertionError failed) {
                done.completeExceptionally(failed);
                // So that whoever follows it does not wait for ever.
                cluster.server().store().delete(TektonCluster.RUN, "default", name);
            }
        }

        /** Does so once, before the controller obeys whoever asked for this. */
        void beforeCancel(String word, Consumer<String> action) {
            cancelWord = word;
            cancelling = action;
        }

        private void after(int event) {
            if (!cancelWord.isEmpty()
                    && event + 1 < replay.size()
                    && replay.asks(event + 1, cancelWord)) {
                cancelWord = "";
                cancelling.accept(run());
            }
            if (trouble == Trouble.CUTS && event % 5 == 2 && event < replay.size() - 1) {
                cluster.server().hangUp();
                awaitFollowers();
            }
        }

        private void awaitFollowers() {
            Poll.until("two watches", LIMIT, () -> cluster.server().openStreams() >= 2);
        }

        /** The name that the run was given. */
        String run() {
            return run.getNow("");
        }

        /** When the last event was written, by the steady clock. */
        long end() {
            try {
                return done.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException failed) {
                throw new AssertionError(failed);
            }
        }

        @Override
        public void close() {
            subscription.close();
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
