package io.meshfed.catalog;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a command a step of the catalog. What its options say already is not said again here. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CatalogEntry {

    /** As catalogs show it: {@code Share trust}. */
    String displayName();

    /** What people search for, beside service-mesh and federation. */
    String[] tags();

    /** What the one-line description leaves out: what is read, what is written, when it ends. */
    String details();

    /** Whether it changes clusters; then it has a dry run. */
    boolean writes() default false;

    /** Whether an engine may start it again, whatever made it fail and with whatever options. */
    boolean retriesSafe() default true;

    /** Whether it builds kustomizations, for which it needs kubectl. */
    boolean kustomizes() default false;
}
