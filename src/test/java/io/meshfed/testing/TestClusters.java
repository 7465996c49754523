package io.meshfed.testing;

import io.meshfed.cluster.AccessRule;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Clusters for one test, and a kubeconfig with three contexts for each: {@code <name>} may do
 * everything, {@code <name>-reader} may look at everything, {@code <name>-limited} may do what
 * {@link #allow} said last.
 */
public interface TestClusters extends AutoCloseable {

    Path kubeconfig();

    /** Past meshfed, as somebody else with all rights. */
    RawCluster raw(String cluster);

    /** Gives the limited user exactly these rights. */
    void allow(String cluster, Collection<AccessRule> rules);

    /** Has Roles applied, as they were printed, and bound to the limited user. */
    void bind(String cluster, String rolesYaml);

    /** What meshfed sent to all clusters since the last {@link #forgetRequests}, in order. */
    List<SeenRequest> requests();

    void forgetRequests();

    /** Those that were meant to change something that is stored. */
    default List<SeenRequest> writes() {
        return requests().stream().filter(SeenRequest::write).toList();
    }

    @Override
    void close();
}
