package io.meshfed.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A failure written for its reader: what is wrong and where, then what to do. Library exceptions
 * become one of these once, at the edge, with the cause kept.
 */
public final class FederationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorClass errorClass;
    private final String remedy;
    private final transient List<String> details;
    private final boolean overtaken;

    /**
     * @param problem what is wrong, naming the mesh, the cluster, the object
     * @param remedy what to do next; empty when the problem says it
     */
    public FederationException(ErrorClass errorClass, String problem, String remedy) {
        this(errorClass, problem, remedy, List.of(), null);
    }

    /**
     * @param details further lines, one fact each: all problems of a file, all missing rules, what
     *     was left behind
     * @param cause null when nothing was caught
     */
    public FederationException(
            ErrorClass errorClass,
            String problem,
            String remedy,
            List<String> details,
            Throwable cause) {
        this(errorClass, problem, remedy, details, cause, false);
    }

    private FederationException(
            ErrorClass errorClass,
            String problem,
            String remedy,
            List<String> details,
            Throwable cause,
            boolean overtaken) {
        super(requireNonNull(problem), cause);
        this.errorClass = requireNonNull(errorClass);
        this.remedy = requireNonNull(remedy);
        this.details = List.copyOf(details);
        this.overtaken =
                overtaken || cause instanceof FederationException inner && inner.overtaken();
    }

    /** The same, and it came about because something was changed after we had looked at it. */
    public FederationException asOvertaken() {
        return new FederationException(errorClass, getMessage(), remedy, details, getCause(), true);
    }

    /** Whether something was changed after we had looked at it: another look may show it right. */
    public boolean overtaken() {
        return overtaken;
    }

    public ErrorClass errorClass() {
        return errorClass;
    }

    public String remedy() {
        return remedy;
    }

    public List<String> details() {
        return details;
    }
}
