package io.meshfed.cli;

import io.meshfed.model.Federation;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.SandboxOptions;
import io.meshfed.sandbox.fault.Rehearsal;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/** A sandbox and what is to go wrong in it, each thing at its time. */
final class RehearsedSandbox implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final Sandbox sandbox;
    private final Rehearsal rehearsal;

    private RehearsedSandbox(Sandbox sandbox, Rehearsal rehearsal) {
        this.sandbox = sandbox;
        this.rehearsal = rehearsal;
    }

    /** Ready, but for what is meant not to be, when this returns. */
    static RehearsedSandbox start(
            Federation federation, SandboxOptions usual, Rehearsal rehearsal, Path kubeconfig) {
        RehearsedSandbox rehearsed =
                new RehearsedSandbox(
                        Sandbox.start(federation, rehearsal.options(usual)), rehearsal);
        try {
            rehearsal.started(rehearsed.sandbox);
            rehearsed.sandbox.writeKubeconfig(kubeconfig);
            if (!rehearsal.unready()) {
                rehearsed.sandbox.awaitReady(START);
            }
            rehearsal.ready(rehearsed.sandbox);
            return rehearsed;
        } catch (RuntimeException failed) {
            rehearsed.close();
            throw failed;
        }
    }

    /** Where Routes answer. */
    InetSocketAddress routes() {
        return sandbox.traffic().address();
    }

    @Override
    public void close() {
        rehearsal.close();
        sandbox.close();
    }
}
