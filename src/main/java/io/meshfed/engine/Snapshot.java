package io.meshfed.engine;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Cancellation;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A cluster's answers, asked for once per run: for control planes and gateway Services, which hold
 * still meanwhile, and for objects that several steps of one run look at before anything is written
 * to them.
 */
public final class Snapshot {

    private final ClusterSession session;
    private final Map<Question, FutureTask<Observation>> answers = new ConcurrentHashMap<>();

    Snapshot(ClusterSession session) {
        this.session = requireNonNull(session);
    }

    public Optional<ClusterObject> find(ObjectRef ref) {
        return findAll(ref.type(), ref.namespace(), Set.of(ref.name())).of(ref);
    }

    /** As it is now; kept from now on. */
    public Optional<ClusterObject> reread(ObjectRef ref) {
        answers.remove(Question.of(ref.type(), ref.namespace(), Set.of(ref.name())));
        return find(ref);
    }

    public Observation findAll(ResourceType type, String namespace, Collection<String> names) {
        Question question = Question.of(type, namespace, names);
        return once(question, () -> session.findAll(type, namespace, names));
    }

    public List<ClusterObject> list(ResourceType type, String namespace) {
        Question question = Question.of(type, namespace, Set.of());
        Observation all = once(question, () -> Observation.of(session.list(type, namespace, "")));
        return List.copyOf(all.all().values());
    }

    /** Of all namespaces, those that carry the labels. */
    public List<ClusterObject> select(ResourceType type, String labelSelector) {
        Question question = Question.of(type, "", Set.of(labelSelector));
        Observation all =
                once(question, () -> Observation.of(session.list(type, "", labelSelector)));
        return List.copyOf(all.all().values());
    }

    /** Forgets what was said of objects of this kind: one of them was written, or waited for. */
    public void forget(ResourceType type, String namespace) {
        answers.keySet().removeIf(asked -> asked.concerns(type, namespace));
    }

    /** Forgets whatever was said of that namespace. */
    public void forgetAll(String namespace) {
        answers.keySet().removeIf(asked -> asked.namespace.equals(namespace));
    }

    /**
     * Whoever asks the same meanwhile waits for the one request; failures are not kept. The network
     * is never waited for while the map is locked.
     */
    private Observation once(Question question, Callable<Observation> ask) {
        FutureTask<Observation> mine = new FutureTask<>(ask);
        FutureTask<Observation> before = answers.putIfAbsent(question, mine);
        if (before != null) {
            return answer(before);
        }
        mine.run();
        try {
            return answer(mine);
        } catch (RuntimeException | Error failed) {
            answers.remove(question, mine);
            throw failed;
        }
    }

    private static Observation answer(FutureTask<Observation> asked) {
        try {
            return asked.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Cancellation.interrupted();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Compared as text: a program that lives for half a second has no time for generated code. */
    private record Question(ResourceType type, String namespace, String names) {

        static Question of(ResourceType type, String namespace, Collection<String> names) {
            return new Question(type, namespace, String.join(" ", new TreeSet<>(names)));
        }

        boolean concerns(ResourceType otherType, String otherNamespace) {
            return type.plural().equals(otherType.plural())
                    && type.group().equals(otherType.group())
                    && namespace.equals(otherNamespace);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Question asked
                    && concerns(asked.type, asked.namespace)
                    && names.equals(asked.names);
        }

        @Override
        public int hashCode() {
            return (type.plural() + " " + namespace + " " + names).hashCode();
        }
    }
}
