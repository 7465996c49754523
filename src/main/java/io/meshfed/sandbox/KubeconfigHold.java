package io.meshfed.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps other sandboxes from replacing the kubeconfig of one that runs. The operating system lets
 * go of it with the process, however that ends. Reading the file is not hindered: what is locked is
 * a byte far behind its end.
 */
final class KubeconfigHold implements AutoCloseable {

    private static final long FAR = Long.MAX_VALUE - 1;

    private final FileChannel channel;

    private KubeconfigHold(FileChannel channel) {
        this.channel = channel;
    }

    /** Where the file system knows no locks the file is simply not held. */
    static KubeconfigHold on(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        tryLock(channel);
        return new KubeconfigHold(channel);
    }

    static boolean isHeld(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            return !tryLock(channel);
        }
    }

    /** False only when somebody has it. */
    private static boolean tryLock(FileChannel channel) {
        try {
            return channel.tryLock(FAR, 1, false) != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        } catch (IOException noLocksHere) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException released) {
            // The lock goes with the process at the latest.
        }
    }
}
