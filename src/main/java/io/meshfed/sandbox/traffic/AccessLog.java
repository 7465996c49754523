package io.meshfed.sandbox.traffic;

/** Where workloads write that they were asked. */
@FunctionalInterface
public interface AccessLog {

    /**
     * @param container of the pod
     */
    void say(String cluster, String namespace, String pod, String container, String line);
}
