package io.meshfed.lint;

/** Who else refuses what a rule refuses, and when. */
public enum Authority {
    /** Tekton's admission webhook, when the file is applied. */
    ADMISSION,
    /**
     * The API server, or Tekton's controller when a run starts: the file is well-formed, but what
     * it refers to is not there.
     */
    RUN,
    /** Nobody: it is what we ask of our own files. */
    HOUSE
}
