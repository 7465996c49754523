package io.meshfed.tekton;

/**
 * Is told what happens to a run. Logs of several tasks come from several threads, each line whole.
 */
public interface RunListener {

    /** Also called every second while nothing changes, for those who show how time goes by. */
    void changed(RunState before, RunState now);

    /** A line of a step's log, fit to be shown. */
    void said(String task, String step, String line);

    /** Something about the run as a whole that a person may have to mend. */
    void warned(String what);

    /** A log that cannot be had. */
    void unheard(String task, String step, String why);
}
