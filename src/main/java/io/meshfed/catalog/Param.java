package io.meshfed.catalog;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What an option means as a parameter, where its help speaks of command lines. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Param {

    /** Without a full stop at its end. */
    String value();

    /**
     * What says "all" of an option that chooses. With one, an empty value is refused and not taken
     * for "not given": a variable that somebody forgot to set must not widen what is deleted.
     */
    String all() default "";
}
