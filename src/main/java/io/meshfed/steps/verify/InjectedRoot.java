package io.meshfed.steps.verify;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterObject;
import io.meshfed.resource.LastChange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The ConfigMap in the local mesh that holds the remote mesh's roots, compared with the roots that
 * the remote mesh has. istiod does not look into it, and no status shows a wrong root as long as
 * old connections live.
 *
 * @param observed what was compared, for people: fingerprints, never certificates
 * @param changedAt {@link Instant#MIN} when not known
 */
public record InjectedRoot(State state, String observed, Instant changedAt) {

    /** How the injected roots relate to the remote mesh's own. */
    public enum State {
        ABSENT,
        /** There, but without {@code root-cert.pem}: istiod treats it as absent. */
        NO_ROOT_KEY,
        /** At least one root of the remote mesh is not among them. */
        DIFFERS,
        EQUAL,
        /** All of the remote mesh's and more, as during a rotation. */
        SUPERSET,
        /** One of the two could not be read. */
        NOT_COMPARED
    }

    public InjectedRoot {
        requireNonNull(state);
        requireNonNull(observed);
        requireNonNull(changedAt);
    }

    public static InjectedRoot absent() {
        return new InjectedRoot(State.ABSENT, "", Instant.MIN);
    }

    public static InjectedRoot withoutRootKey(ClusterObject configMap) {
        String keys = String.join(", ", configMap.object("data").keySet());
        return new InjectedRoot(State.NO_ROOT_KEY, "its keys: " + keys, changed(configMap));
    }

    public static InjectedRoot notCompared(ClusterObject configMap, String why) {
        return new InjectedRoot(State.NOT_COMPARED, why, changed(configMap));
    }

    /**
     * @param injected fingerprints of what is in the ConfigMap; none when it is no PEM
     * @param own fingerprints of the remote mesh's roots
     */
    public static InjectedRoot compared(
            ClusterObject configMap, Collection<String> injected, Collection<String> own) {
        if (own.isEmpty()) {
            return notCompared(configMap, "the remote mesh's own roots could not be read");
        }
        SortedSet<String> missing = new TreeSet<>(own);
        missing.removeAll(injected);
        String observed = "injected %s, own %s".formatted(list(injected), list(own));
        State state =
                !missing.isEmpty()
                        ? State.DIFFERS
                        : own.containsAll(injected) ? State.EQUAL : State.SUPERSET;
        return new InjectedRoot(state, observed, changed(configMap));
    }

    /** The roots fit: the other end's certificates can be checked with them. */
    public boolean fits() {
        return state == State.EQUAL || state == State.SUPERSET || state == State.NOT_COMPARED;
    }

    Optional<Instant> lastChange() {
        return changedAt.equals(Instant.MIN) ? Optional.empty() : Optional.of(changedAt);
    }

    private static Instant changed(ClusterObject configMap) {
        return LastChange.of(configMap).orElse(Instant.MIN);
    }

    private static String list(Collection<String> fingerprints) {
        List<String> sorted = fingerprints.stream().sorted().toList();
        return sorted.isEmpty() ? "none" : String.join(" ", sorted);
    }
}
