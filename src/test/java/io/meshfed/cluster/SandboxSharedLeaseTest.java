package io.meshfed.cluster;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("a lock that steps share, on an embedded API server")
class SandboxSharedLeaseTest extends SharedLeaseContract {

    private static TestCluster cluster;

    @BeforeAll
    static void start() {
        cluster = TestCluster.embedded();
    }

    @AfterAll
    static void stop() {
        cluster.stop().run();
    }

    @Override
    TestCluster cluster() {
        return cluster;
    }
}
