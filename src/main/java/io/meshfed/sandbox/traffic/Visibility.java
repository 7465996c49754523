package io.meshfed.sandbox.traffic;

import io.meshfed.model.Trees;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Which objects a proxy gets to see, and in which order. */
final class Visibility {

    /** The oldest first; of one second, by name. */
    static final Comparator<Map<String, Object>> AGE =
            Comparator.<Map<String, Object>, String>comparing(
                            object ->
                                    Trees.text(object, "metadata", "creationTimestamp").orElse(""))
                    .thenComparing(Followed::name)
                    .thenComparing(Followed::namespace);

    private Visibility() {}

    /**
     * @param namespace of the proxy
     */
    static boolean reaches(Map<String, Object> object, String namespace) {
        List<String> to = Trees.texts(Trees.value(object, "spec", "exportTo").orElse(List.of()));
        boolean own = Followed.namespace(object).equals(namespace);
        return to.isEmpty()
                || to.contains("*")
                || to.contains(namespace)
                || own && to.contains(".");
    }
}
