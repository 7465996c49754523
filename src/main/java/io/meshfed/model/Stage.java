package io.meshfed.model;

/** What a mesh is for. Production is guarded. */
public enum Stage {
    STAGING,
    PRODUCTION,
    /** The file does not say. */
    UNSTAGED
}
