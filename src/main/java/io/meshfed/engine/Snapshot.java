package io.meshfed.engine;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.Observation;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A cluster's answers, asked for once per run: for control planes and gateway Services, which hold
 * still meanwhile, and for objects that several steps of one run look at before anything is written
 * to them.
 */
public final class Snapshot {

    private final ClusterSession session;
    private final Map<Question, Object> answers = new ConcurrentHashMap<>();

    Snapshot(ClusterSession session) {
        this.session = requireNonNull(session);
    }

    public Optional<ClusterObject> find(ObjectRef ref) {
        return findAll(ref.type(), ref.namespace(), Set.of(ref.name())).of(ref);
    }

    public Observation findAll(ResourceType type, String namespace, Collection<String> names) {
        Question question = new Question(type, namespace, new TreeSet<>(names));
        return (Observation) once(question, () -> session.findAll(type, namespace, names));
    }

    public List<ClusterObject> list(ResourceType type, String namespace) {
        Question question = new Question(type, namespace, Set.of());
        Observation all =
                (Observation)
                        once(question, () -> Observation.of(session.list(type, namespace, "")));
        return List.copyOf(all.all().values());
    }

    /** Forgets what was said of objects of this kind: one of them was written, or waited for. */
    public void forget(ResourceType type, String namespace) {
        answers.keySet()
                .removeIf(asked -> asked.type.equals(type) && asked.namespace.equals(namespace));
    }

    private Object once(Question question, Supplier<Object> ask) {
        return answers.computeIfAbsent(question, asked -> ask.get());
    }

    private record Question(ResourceType type, String namespace, Set<String> names) {}
}
