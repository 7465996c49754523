package org.jenkinsci.plugins.workflow.steps;

/**
 * What Jenkins throws into a build that is aborted or out of time; the class itself is not on Maven
 * Central.
 */
public final class FlowInterruptedException extends InterruptedException {

    private static final long serialVersionUID = 1;

    public FlowInterruptedException(String cause) {
        super(cause);
    }
}
