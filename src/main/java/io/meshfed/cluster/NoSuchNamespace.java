package io.meshfed.cluster;

/**
 * The cause of a failure in which a server says that a namespace is not there, of whatever the
 * request was about.
 */
public final class NoSuchNamespace extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchNamespace(String name) {
        super("there is no namespace '%s'".formatted(name));
    }
}
