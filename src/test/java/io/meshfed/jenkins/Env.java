package io.meshfed.jenkins;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The global variable {@code env}: the environment of whoever looks. */
final class Env extends AbstractMap<String, String> implements Serializable {

    private static final long serialVersionUID = 1;

    private final transient Supplier<Map<String, String>> seen;

    Env(Supplier<Map<String, String>> seen) {
        this.seen = seen;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return seen.get().entrySet();
    }
}
