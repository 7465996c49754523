package io.meshfed.cluster;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the lock of a run, on a real kube-apiserver")
class RealServerLeaseTest extends LeaseContract {

    @BeforeAll
    static void start() {
        RealApiServer.shared();
    }

    @Override
    TestCluster cluster() {
        return RealApiServer.shared().cluster();
    }
}
