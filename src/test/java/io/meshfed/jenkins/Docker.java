package io.meshfed.jenkins;

import groovy.lang.Closure;
import java.io.Serializable;
import java.util.function.BiFunction;

/** The global variable {@code docker}. */
public final class Docker implements Serializable {

    private static final long serialVersionUID = 1;

    private final transient BiFunction<String, Closure<?>, Object> run;

    Docker(BiFunction<String, Closure<?>, Object> run) {
        this.run = run;
    }

    public Image image(String name) {
        return new Image(this, name);
    }

    /** An image that was named. */
    public static final class Image implements Serializable {

        private static final long serialVersionUID = 1;

        private final Docker docker;
        private final String name;

        Image(Docker docker, String name) {
            this.docker = docker;
            this.name = name;
        }

        public Object inside(String arguments, Closure<?> body) {
            return docker.run.apply(
                    "docker.image('%s').inside('%s')".formatted(name, arguments), body);
        }
    }
}
