package io.meshfed.testing;

import io.meshfed.model.ObjectRef;
import io.meshfed.report.Change;
import java.time.Duration;

/** Stands between a run and its clusters. */
public interface RunHook {

    RunHook NONE = new RunHook() {};

    /** Before anything that a session is asked. */
    default void beforeCall() {}

    /** Before an apply or a delete, whether or not it will have to write. */
    default void beforeWrite(String cluster, ObjectRef ref) {}

    /** After one that was sent and carried out. */
    default void afterWrite(String cluster, Change change) {}

    /** After {@link #beforeWrite}, whatever came of it. */
    default void writeEnded() {}

    /** How far the server's clock is said to be ahead. */
    default Duration clockSkew(Duration measured) {
        return measured;
    }

    /** First this one, then the other. */
    default RunHook then(RunHook other) {
        RunHook first = this;
        return new RunHook() {
            @Override
            public void beforeCall() {
                first.beforeCall();
                other.beforeCall();
            }

            @Override
            public void beforeWrite(String cluster, ObjectRef ref) {
                first.beforeWrite(cluster, ref);
                other.beforeWrite(cluster, ref);
            }

            @Override
            public void afterWrite(String cluster, Change change) {
                first.afterWrite(cluster, change);
                other.afterWrite(cluster, change);
            }

            @Override
            public void writeEnded() {
                first.writeEnded();
                other.writeEnded();
            }
        };
    }
}
