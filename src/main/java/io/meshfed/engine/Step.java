package io.meshfed.engine;

import io.meshfed.report.StepReport;

/**
 * One thing that is done to a federation: an immutable value whose parameters are its components.
 * Running it again changes nothing. It reads what it needs from the clusters or the federation
 * file, never from another step.
 */
public interface Step {

    /** As the sub-command, the Task and the folder are called. */
    String name();

    /**
     * Works on every mesh or direction of the context's federation, in parallel; what fails for one
     * does not stop the others and is told in the report.
     */
    StepReport run(StepContext context);

    /** Begins reads from {@link Snapshot}s that {@link #run} will make. */
    default void lookAhead(StepContext context, LookAhead ahead) {}
}
