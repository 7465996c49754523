package io.meshfed.lint;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The params that can be referred to in one place. */
final class Params {

    static final Params NONE = new Params(Map.of());

    private final Map<String, ParamSpec> specs;

    private Params(Map<String, ParamSpec> specs) {
        this.specs = specs;
    }

    static Params declared(List<Value> specs) {
        Map<String, ParamSpec> all = new LinkedHashMap<>();
        specs.forEach(spec -> all.put(spec.textAt("name"), ParamSpec.of(spec)));
        return new Params(all);
    }

    static Params given(List<Value> params) {
        Map<String, ParamSpec> all = new LinkedHashMap<>();
        params.forEach(param -> all.put(param.textAt("name"), ParamSpec.given(param)));
        return new Params(all);
    }

    /** These and the others; of an object that is in both the keys of both. */
    Params and(Params others) {
        Map<String, ParamSpec> all = new LinkedHashMap<>(specs);
        others.specs.forEach((name, spec) -> all.merge(name, spec, ParamSpec::withKeysOf));
        return new Params(all);
    }

    Optional<ParamSpec> named(String name) {
        return Optional.ofNullable(specs.get(name));
    }

    boolean has(String name) {
        return specs.containsKey(name);
    }

    boolean is(String name, ParamType type) {
        return named(name).filter(spec -> spec.type() == type).isPresent();
    }

    Collection<ParamSpec> all() {
        return specs.values();
    }

    Set<String> names() {
        return specs.keySet();
    }
}
