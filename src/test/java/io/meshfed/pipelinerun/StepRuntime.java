package io.meshfed.pipelinerun;

/** What runs containers. */
@FunctionalInterface
interface StepRuntime {

    /** Until it ends by itself, its time is over, or a stop is requested. */
    StepEnd run(StepCall call, Stop stop) throws InterruptedException;
}
