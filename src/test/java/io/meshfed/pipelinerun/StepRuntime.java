package io.meshfed.pipelinerun;

/** What runs containers. */
@FunctionalInterface
interface StepRuntime {

    /** Until it ends by itself, its time is over, or a stop is requested. */
    StepEnd run(StepCall call, Stop stop) throws InterruptedException;

    /**
     * What another controller does instead of a pod.
     *
     * @param call its command are the params, as {@code name=value}
     */
    default StepEnd custom(StepCall call, Stop stop) throws InterruptedException {
        return run(call, stop);
    }
}
