package io.meshfed.cluster;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the lock of a run, on an embedded API server")
class SandboxLeaseTest extends LeaseContract {

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
