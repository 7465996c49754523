package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.util.Optional;

/** What the pods of a Deployment do when they run: an istiod, a gateway, or what we do not ask. */
sealed interface PodRole {

    void started(String pod, String ip);

    void stopped(String pod, boolean graceful);

    Optional<ControlPlane> mesh();

    static Optional<PodRole> of(ControlPlane mesh, String deployment) {
        if (deployment.equals("istiod-" + mesh.name())) {
            return Optional.of(new Discovery(mesh.cluster(), mesh.namespace(), mesh.name()));
        }
        if (deployment.equals(DefaultGateway.NAME)) {
            return Optional.of(new Entrance(mesh));
        }
        return mesh.gateway(deployment).map(gateway -> new Proxy(gateway));
    }

    /** Somebody's application. */
    record Application() implements PodRole {

        @Override
        public void started(String pod, String ip) {
            // It answers requests, and does nothing by itself.
        }

        @Override
        public void stopped(String pod, boolean graceful) {
            // Nobody here keeps anything of it.
        }

        @Override
        public Optional<ControlPlane> mesh() {
            return Optional.empty();
        }
    }

    /** The mesh's gateway for requests from outside. */
    record Entrance(ControlPlane of) implements PodRole {

        @Override
        public void started(String pod, String ip) {
            // What it was told is kept where requests are routed.
        }

        @Override
        public void stopped(String pod, boolean graceful) {
            // The same.
        }

        @Override
        public Optional<ControlPlane> mesh() {
            return Optional.of(of);
        }
    }

    /** Looks its mesh up, since the control plane object may be made anew. */
    record Discovery(ClusterPlane cluster, String namespace, String name) implements PodRole {

        @Override
        public void started(String pod, String ip) {
            cluster.controlPlane(namespace, name).istiodStarted(pod, ip);
            cluster.rootCertificates().restoreAll();
        }

        @Override
        public void stopped(String pod, boolean graceful) {
            mesh().ifPresent(mesh -> mesh.istiodStopped(pod, graceful));
        }

        @Override
        public Optional<ControlPlane> mesh() {
            return cluster.controlPlanes().stream()
                    .filter(m -> m.namespace().equals(namespace) && m.name().equals(name))
                    .findFirst();
        }
    }

    /** One pod per gateway; a second one replaces it. */
    record Proxy(Gateway gateway) implements PodRole {

        private static final Duration TAKES_OVER = Duration.ofSeconds(1);

        @Override
        public void started(String pod, String ip) {
            if (gateway.running()) {
                gateway.stop();
                gateway.mesh().clock().after(TAKES_OVER, gateway::start);
            } else {
                gateway.start();
            }
        }

        @Override
        public void stopped(String pod, boolean graceful) {
            // The successor's start has ended it already.
        }

        @Override
        public Optional<ControlPlane> mesh() {
            return Optional.of(gateway.mesh());
        }
    }
}
