package io.meshfed.cluster;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("writes through a session with a real kube-apiserver")
class RealServerWriteTest extends WriteContract {

    @BeforeAll
    static void start() {
        RealApiServer.shared();
    }

    @Override
    TestCluster cluster() {
        return RealApiServer.shared().cluster();
    }
}
