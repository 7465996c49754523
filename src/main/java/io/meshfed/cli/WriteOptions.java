package io.meshfed.cli;

import io.meshfed.engine.RunSettings;
import picocli.CommandLine.Option;

/** How writes are done. */
final class WriteOptions {

    /** As kubectl names them. */
    enum DryRun {
        none,
        server
    }

    @Option(
            names = "--dry-run",
            paramLabel = "MODE",
            defaultValue = "none",
            description =
                    "server: the API servers say what each write would change, and store nothing. Values: ${COMPLETION-CANDIDATES}. Default: none.")
    DryRun dryRun;

    RunSettings.Mode mode() {
        return dryRun == DryRun.server ? RunSettings.Mode.DRY_RUN : RunSettings.Mode.WRITE;
    }
}
