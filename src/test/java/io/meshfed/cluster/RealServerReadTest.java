package io.meshfed.cluster;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("reads through a session with a real kube-apiserver")
class RealServerReadTest extends ReadContract {

    @BeforeAll
    static void start() {
        RealApiServer.shared();
    }

    @Override
    TestCluster cluster() {
        return RealApiServer.shared().cluster();
    }
}
