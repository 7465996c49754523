package io.meshfed.cluster;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("objects that a session stores as a whole, on a real kube-apiserver")
class RealServerStoreTest extends StoreContract {

    @BeforeAll
    static void start() {
        RealApiServer.shared();
    }

    @Override
    TestCluster cluster() {
        return RealApiServer.shared().cluster();
    }
}
