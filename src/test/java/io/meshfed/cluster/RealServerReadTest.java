package io.meshfed.cluster;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("reads through a session with a real kube-apiserver")
class RealServerReadTest extends ReadContract {

    private static RealApiServer server;

    @BeforeAll
    static void start() {
        server = RealApiServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    TestCluster cluster() {
        return server.cluster();
    }
}
