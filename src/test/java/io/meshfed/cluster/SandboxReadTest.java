package io.meshfed.cluster;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("reads through a session with an embedded API server")
class SandboxReadTest extends ReadContract {

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
