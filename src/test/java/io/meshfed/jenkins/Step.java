package io.meshfed.jenkins;

import groovy.lang.Closure;

/** A step of Jenkins, as pipeline scripts call it. */
final class Step extends Closure<Object> {

    private static final long serialVersionUID = 1;

    /** What the step does with its arguments. */
    @FunctionalInterface
    interface Body {

        Object run(Object... arguments) throws Exception;
    }

    private final transient Body body;

    Step(Body body) {
        super(Step.class);
        this.body = body;
    }

    /** Found by Groovy, by its name. A single null arrives as no array at all. */
    public Object doCall(Object... arguments) throws Exception {
        return body.run(arguments == null ? new Object[1] : arguments);
    }
}
