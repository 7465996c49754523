package io.meshfed.cluster;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("objects that a session stores as a whole, on an embedded API server")
class SandboxStoreTest extends StoreContract {

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
