package io.meshfed.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An option whose empty value is refused and not taken for "not given": a variable that somebody
 * forgot to set must not widen what is allowed.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface NeverEmpty {}
