package io.meshfed.gates;

/** There is nothing to judge by, and asking the same again would not help. */
final class UndecidedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Opinion opinion;

    UndecidedException(String reason, String statement, String hint) {
        super(statement);
        this.opinion = Opinion.unknown(reason, statement, hint);
    }

    Opinion opinion() {
        return opinion;
    }
}
