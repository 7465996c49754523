package io.meshfed.cluster;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("races of a session with a real kube-apiserver")
class RealServerRaceTest extends RaceContract {

    @BeforeAll
    static void start() {
        RealApiServer.shared();
    }

    @Override
    TestCluster cluster() {
        return RealApiServer.shared().cluster();
    }
}
