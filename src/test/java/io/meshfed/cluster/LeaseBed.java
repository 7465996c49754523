package io.meshfed.cluster;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.testing.Federations;
import io.meshfed.testing.SaidProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Several runs over one federation of one cluster, each with a clock of its own. */
abstract class LeaseBed extends SessionBed {

    static final Duration LEASE = Duration.ofSeconds(30);

    private final List<Writer> writers = new ArrayList<>();

    final Federation federation =
            Federations.read(
                    """
                    apiVersion: meshfed.io/v1alpha1
                    kind: Federation
                    name: test
                    clusters: { aro: { context: ctx } }
                    meshes:
                      west: { cluster: aro, namespace: elsewhere, controlPlane: west }
                      east: { cluster: aro, namespace: %s, controlPlane: east }
                    peerings: [{ between: [east, west] }]
                    """
                            .formatted(namespace));

    final ObjectRef lease = new ObjectRef(LeaseStore.LEASES, namespace, "meshfed-test");

    @AfterEach
    void end() {
        writers.forEach(Writer::end);
    }

    Writer writer(String holder) {
        return writer(LockOptions.alone(holder));
    }

    Writer writer(LockOptions options) {
        Writer writer = new Writer(options);
        writers.add(writer);
        return writer;
    }

    Optional<ClusterObject> stored() {
        return session.find(lease);
    }

    String holder() {
        return stored().flatMap(found -> found.text("spec", "holderIdentity")).orElse("nobody");
    }

    /** A run that writes, and time as it passes for it. */
    final class Writer {
        final VirtualTime time = new VirtualTime(new Cancellation());
        final SaidProgress said = SaidProgress.silent();
        final WriteLocks locks;
        final ApiSession own;

        Writer(LockOptions options) {
            locks = new WriteLocks(federation, options, LockSurroundings.on(time, said));
            own = cluster().session(locks);
        }

        /** A write that has something to change. */
        Change write(String value) {
            return own.apply(
                    data(Map.of("written", value)),
                    own.findAll(CONFIG_MAPS, namespace, List.of(ref.name())));
        }

        /** As a run does that is told to read again. */
        Change writeAfresh(String value) {
            refusal(ErrorClass.CONFLICT, () -> write(value));
            if (!locks.mustReadAgain()) {
                throw new AssertionError("nothing to read again");
            }
            locks.forgotten();
            return write(value);
        }

        int sent(String verb) {
            return own.requests().getOrDefault(verb, 0);
        }

        void end() {
            locks.close();
            own.close();
        }
    }
}
