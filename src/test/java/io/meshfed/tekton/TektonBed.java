package io.meshfed.tekton;

import io.meshfed.cluster.ClientSession;
import io.meshfed.cluster.SessionOptions;
import io.meshfed.cluster.kubeconfig.Kubeconfig;
import io.meshfed.report.Progress;
import io.meshfed.testing.TektonCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A session with a Tekton whose controller is the test. */
record TektonBed(TektonCluster cluster, TektonSession session) implements AutoCloseable {

    static TektonBed start(Path folder) {
        TektonCluster cluster = TektonCluster.start(folder);
        Kubeconfig kubeconfig = Kubeconfig.read(List.of(cluster.kubeconfig()), Progress.NONE);
        ClientSession client =
                ClientSession.open(kubeconfig.context("hub", Set.of()), SessionOptions.of("test"));
        return new TektonBed(cluster, new TektonSession(client, "default"));
    }

    @Override
    public void close() {
        session.close();
        cluster.close();
    }
}
