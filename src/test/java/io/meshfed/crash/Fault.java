package io.meshfed.crash;

/**
 * @param request to which one it happens, counted from 1
 */
record Fault(FaultKind kind, int request) {

    static Fault parse(String text) {
        String[] words = text.strip().split(" at ");
        return new Fault(FaultKind.valueOf(words[0]), Integer.parseInt(words[1]));
    }

    @Override
    public String toString() {
        return kind + " at " + request;
    }
}
