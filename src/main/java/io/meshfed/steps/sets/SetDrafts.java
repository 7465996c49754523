package io.meshfed.steps.sets;

import io.meshfed.cluster.Cancellation;
import io.meshfed.manifests.Draft;
import io.meshfed.manifests.ManifestSource;
import io.meshfed.report.FederationException;
import java.util.List;

/** The objects of a set as their files have them. */
public final class SetDrafts {

    private SetDrafts() {}

    /** What fails because the end was wished is told as that. */
    public static List<Draft> read(ManifestSource source, Cancellation cancellation) {
        try {
            return source.read(end -> cancellation.onCancel(end)::close);
        } catch (FederationException failure) {
            cancellation.throwIfCancelled();
            throw failure;
        }
    }
}
