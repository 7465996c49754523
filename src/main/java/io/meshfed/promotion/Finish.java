package io.meshfed.promotion;

/** What becomes of a release whose ramp went well. */
public enum Finish {
    /** It is installed in production, and the route leads home. */
    INSTALL,
    /** Production goes on using the one in staging. */
    SERVE_FROM_STAGING
}
