package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

/**
 * One attempt to promote a release.
 *
 * @param release digest of the release
 * @param plan digest of the plan that was, or is to be, approved
 * @param approver empty while nobody approved
 * @param override why a release that failed may be tried again; empty when it did not
 */
public record Attempt(
        String release, String plan, Course course, String approver, String override) {

    /** Of a service that nobody ever promoted anything of. */
    static final Attempt NONE = new Attempt("", "", new Course(1, Finish.INSTALL, false), "", "");

    public Attempt {
        requireNonNull(release);
        requireNonNull(plan);
        requireNonNull(course);
        requireNonNull(approver);
        requireNonNull(override);
    }

    Attempt approvedBy(String person) {
        return new Attempt(release, plan, course, person, override);
    }
}
