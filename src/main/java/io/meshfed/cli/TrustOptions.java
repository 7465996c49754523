package io.meshfed.cli;

import io.meshfed.steps.ShareTrustStep;
import picocli.CommandLine.Option;

/** How roots are handed to peers. */
final class TrustOptions {

    /** As {@link ShareTrustStep.Mode} names them. */
    enum Mode {
        replace,
        add
    }

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "replace",
            description =
                    "replace: exactly the peer's roots; add: keep the old ones beside the new. Default: replace.")
    Mode mode;

    @Option(names = "--shared-root", description = "One CA signs several meshes of the file.")
    boolean sharedRoot;

    @Option(names = "--allow-expiring", description = "Hand out a root that ends within two weeks.")
    boolean allowExpiring;

    ShareTrustStep step() {
        return new ShareTrustStep(
                mode == Mode.add ? ShareTrustStep.Mode.ADD : ShareTrustStep.Mode.REPLACE,
                new ShareTrustStep.Guards(sharedRoot, allowExpiring));
    }
}
