package io.meshfed.sandbox;

import static java.util.Objects.requireNonNull;

import io.meshfed.sandbox.api.ApiServerOptions;
import io.meshfed.sandbox.mesh.MeshFault;
import io.meshfed.sandbox.mesh.Platform;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * How a sandbox differs from the usual one.
 *
 * @param speed how much faster its time runs: with 20, a minute takes three seconds
 * @param replicas istiods of each mesh
 * @param faults what is wrong from the start, by the name of the mesh
 * @param apiServers a last word on each API server; the cluster's name is in what it gets
 * @param platform what is there from the start; on a fresh one nothing of the federation is
 * @param routesPort where Routes answer; 0 for any port that is free
 */
public record SandboxOptions(
        double speed,
        int replicas,
        Map<String, Set<MeshFault>> faults,
        UnaryOperator<ApiServerOptions> apiServers,
        Platform platform,
        int routesPort) {

    public static final double DEFAULT_SPEED = 20;

    /** As real control planes have it when they are set up for more than one. */
    public static final int DEFAULT_REPLICAS = 2;

    public SandboxOptions {
        faults = Map.copyOf(faults);
        requireNonNull(apiServers);
        requireNonNull(platform);
        if (!(speed > 0) || replicas < 1) {
            throw new IllegalArgumentException(
                    "speed %s and %d replicas make no sandbox".formatted(speed, replicas));
        }
    }

    public static SandboxOptions usual() {
        return new SandboxOptions(
                DEFAULT_SPEED,
                DEFAULT_REPLICAS,
                Map.of(),
                UnaryOperator.identity(),
                Platform.WITH_OPERATOR,
                0);
    }

    public SandboxOptions withSpeed(double other) {
        return new SandboxOptions(other, replicas, faults, apiServers, platform, routesPort);
    }

    public SandboxOptions withReplicas(int other) {
        return new SandboxOptions(speed, other, faults, apiServers, platform, routesPort);
    }

    public SandboxOptions withFault(String mesh, MeshFault fault) {
        Map<String, Set<MeshFault>> more = new HashMap<>(faults);
        Set<MeshFault> ofMesh = new TreeSet<>(more.getOrDefault(mesh, Set.of()));
        ofMesh.add(fault);
        more.put(mesh, ofMesh);
        return new SandboxOptions(speed, replicas, more, apiServers, platform, routesPort);
    }

    public SandboxOptions withApiServers(UnaryOperator<ApiServerOptions> change) {
        return new SandboxOptions(speed, replicas, faults, change, platform, routesPort);
    }

    /** Clusters as OpenShift makes them: no mesh operator, and nothing that the file names. */
    public SandboxOptions empty() {
        return new SandboxOptions(speed, replicas, faults, apiServers, Platform.FRESH, routesPort);
    }

    public boolean isEmpty() {
        return platform == Platform.FRESH;
    }

    public SandboxOptions withRoutesPort(int other) {
        return new SandboxOptions(speed, replicas, faults, apiServers, platform, other);
    }
}
