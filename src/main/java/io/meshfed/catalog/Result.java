package io.meshfed.catalog;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A small fact that a command writes into a file, failed runs included. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Result.All.class)
public @interface Result {

    String name();

    /** Without a full stop at its end. */
    String description();

    /** Tekton has 4096 bytes for all results of a Task, its own entries included. */
    int maxBytes();

    /** Several of them. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        Result[] value();
    }
}
