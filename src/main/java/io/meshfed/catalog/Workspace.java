package io.meshfed.catalog;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An option that names a place, which pipeline engines hand in as a folder. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Workspace {

    Folder value();

    /** What stands before the path: {@code json=}. */
    String prefix() default "";

    /** The option names one file in the folder; which one is a parameter. */
    boolean file() default false;

    /** The folders that steps know. */
    enum Folder {
        FEDERATION("The federation file, no credentials", false, true),
        KUBECONFIG("Secret with one kubeconfig file, or one file per cluster", true, true),
        MANIFESTS("The manifests: YAML files or kustomizations, no credentials", false, true),
        OUTPUT("Receives the JSON report, and what else the step writes into files", true, false);

        private final String description;
        private final boolean optional;
        private final boolean readOnly;

        Folder(String description, boolean optional, boolean readOnly) {
            this.description = description;
            this.optional = optional;
            this.readOnly = readOnly;
        }

        /** As YAML names it. */
        public String label() {
            return Words.kebab(name());
        }

        public String description() {
            return description;
        }

        /** Not bound, its path is empty, and so is the option: not given. */
        public boolean optional() {
            return optional;
        }

        public boolean readOnly() {
            return readOnly;
        }
    }
}
