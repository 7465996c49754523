package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets one run at a time write to a federation: it holds a Lease in each of its clusters from its
 * first write to its end. A run that has nothing to write takes none. Thread-safe.
 */
public final class WriteLocks implements AutoCloseable {

    private static final Duration BEAT = Duration.ofSeconds(1);

    private final Optional<Settings> settings;
    private final Map<String, ClusterLock> locks = new ConcurrentSkipListMap<>();

    /** Clusters of which it is known whether this run may write, and that of all it asked for. */
    private final Set<String> settled = ConcurrentHashMap.newKeySet();

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<FederationException> refusal = Optional.empty();
    private volatile boolean stale;
    private volatile Runnable guard = () -> {};

    private record Settings(Federation whole, LockOptions options, LockSurroundings world) {}

    private WriteLocks(Optional<Settings> settings) {
        this.settings = settings;
    }

    /**
     * @param whole the federation as the file describes it, however narrow the run: all runs meet
     *     at the same place
     */
    public WriteLocks(Federation whole, LockOptions options, LockSurroundings world) {
        this(
                Optional.of(
                        new Settings(
                                requireNonNull(whole),
                                requireNonNull(options),
                                requireNonNull(world))));
    }

    /** For whoever shares the clusters with no other run, or writes nothing. */
    public static WriteLocks none() {
        return new WriteLocks(Optional.empty());
    }

    /** Where all runs over this federation meet in one of its clusters. */
    public static ObjectRef lease(Federation whole, ClusterRef cluster) {
        String namespace =
                whole.meshes().stream()
                        .filter(mesh -> mesh.cluster().name().equals(cluster.name()))
                        .min(Comparator.comparing(Mesh::name))
                        .orElseThrow()
                        .namespace();
        return new ObjectRef(LeaseStore.LEASES, namespace, "meshfed-" + whole.name());
    }

    /** For one session, which may write by it and not otherwise. */
    synchronized WritePermit permit(
            ClusterRef cluster,
            ApiClient client,
            OwnershipGuard guard,
            Remembered<ClusterIdentity> id) {
        if (settings.isEmpty()) {
            return WritePermit.ALWAYS;
        }
        Settings run = settings.get();
        LeaseStore store =
                new LeaseStore(
                        client,
                        guard,
                        lease(run.whole(), cluster),
                        new LeaseStore.Details(
                                run.whole().name(), run.options().lease().toSeconds()));
        Supplier<ClusterLease> leases = () -> new ClusterLease(store, run.options(), run.world());
        locks.put(cluster.name(), ClusterLock.of(cluster, leases, id));
        return new WritePermit() {
            @Override
            public void require() {
                WriteLocks.this.require(locks.get(cluster.name()));
            }

            @Override
            public Duration left() {
                return locks.get(cluster.name()).lease().left();
            }
        };
    }

    private void require(ClusterLock lock) {
        if (closed.getCount() == 0) {
            throw Cancellation.interrupted();
        }
        throwRefusal();
        if (!settled.contains(lock.cluster().name())) {
            takeAll(lock);
        }
        throwIfStale();
        // Others may have been waited for: what counts is what it says now.
        guard.run();
        refusing(
                () -> {
                    lock.lease().require();
                    return true;
                });
        stale |= lock.lease().othersBefore();
        throwIfStale();
    }

    private void throwIfStale() {
        if (stale) {
            throw mustStartOver();
        }
    }

    /**
     * All at the first write, and in the order of the clusters' identities, whatever a file calls
     * them: two runs that want the same never wait for each other.
     */
    private synchronized void takeAll(ClusterLock asking) {
        List<ClusterLock> wanted =
                locks.values().stream()
                        .filter(lock -> lock.equals(asking) || lock.identity().isPresent())
                        .sorted(Comparator.comparing(lock -> lock.identity().orElse("")))
                        .toList();
        List<ClusterLock> open = wanted.stream().filter(lock -> !lock.lease().tried()).toList();
        for (int i = 0; i < open.size(); i++) {
            List<ClusterLock> later = open.subList(i + 1, open.size());
            take(open.get(i), () -> later.forEach(lock -> lock.lease().glimpse()));
        }
        // Not before: who comes meanwhile must not write while another cluster is waited for.
        wanted.forEach(lock -> settled.add(lock.cluster().name()));
    }

    private void take(ClusterLock lock, Runnable meanwhile) {
        throwRefusal();
        try {
            stale |= refusing(() -> lock.lease().take(UUID.randomUUID().toString(), meanwhile));
            renewInBackground(lock);
        } catch (FederationException failed) {
            if (refusal.isPresent()) {
                giveBackAll();
                throw failed;
            }
            // It fails the writes to that cluster, and no others.
        }
    }

    /** Who may not write to one cluster leaves the others alone too: peers belong together. */
    private <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (FederationException failed) {
            if (failed.errorClass() == ErrorClass.CONFLICT) {
                refusal = refusal.or(() -> Optional.of(failed));
            }
            throw refusal.orElse(failed);
        }
    }

    private void throwRefusal() {
        refusal.ifPresent(
                told -> {
                    throw told;
                });
    }

    private static FederationException mustStartOver() {
        return new FederationException(
                ErrorClass.CONFLICT,
                "another run was writing until now: what was read before may be wrong",
                "Run it again: it looks at the clusters afresh.");
    }

    private void renewInBackground(ClusterLock lock) {
        if (inBackground()) {
            // One each: a cluster that answers late must not cost another its lease.
            Thread thread = new Thread(() -> beat(lock), "meshfed-lease");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void beat(ClusterLock lock) {
        try {
            while (!closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS) && isCurrent(lock)) {
                lock.lease().tick();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isCurrent(ClusterLock lock) {
        return locks.get(lock.cluster().name()).lease() == lock.lease();
    }

    /** Asked before each write too; what it throws is what the write ends with. */
    public void guard(Runnable other) {
        guard = requireNonNull(other);
    }

    /**
     * Lets other runs write until the next write of this one, which takes the locks anew. Not while
     * something is being written; what was read before must be read again.
     */
    public synchronized void rest() {
        giveBack(locks.values().stream().filter(lock -> lock.lease().tried()).toList());
        locks.replaceAll((cluster, lock) -> lock.anew());
        settled.clear();
        refusal = Optional.empty();
        stale = false;
    }

    /** Gives signs of life where it is time for one. */
    public void tick() {
        all().forEach(lock -> lock.lease().tick());
    }

    /** Why this run must not write, or write any more, when somebody else does. */
    public Optional<FederationException> refusal() {
        return refusal;
    }

    /**
     * Whether all was read while somebody else was writing. Until it is asked nothing is written.
     */
    public boolean mustReadAgain() {
        return stale;
    }

    /** To be told when all that was read is forgotten, and nobody works with it any more. */
    public void forgotten() {
        stale = false;
    }

    /** At once where a thread of ours may be beside the run's. */
    private <T> List<T> done(List<Supplier<T>> work) {
        if (!inBackground()) {
            return work.stream().map(Supplier::get).toList();
        }
        try (Parallel parallel = new Parallel()) {
            return parallel.all(work);
        }
    }

    private boolean inBackground() {
        return settings.filter(
                        run -> run.world().renewal() == LockSurroundings.Renewal.IN_BACKGROUND)
                .isPresent();
    }

    private synchronized List<ClusterLock> all() {
        return List.copyOf(locks.values());
    }

    /** Gives all back, also of a run that was told to end. From then on nothing is written. */
    @Override
    public void close() {
        closed.countDown();
        giveBackAll();
    }

    private void giveBackAll() {
        giveBack(locks.values());
    }

    private void giveBack(Collection<ClusterLock> given) {
        List<Supplier<Optional<String>>> work = new ArrayList<>();
        given.forEach(lock -> work.add(() -> lock.lease().giveBack()));
        for (Optional<String> trouble : done(work)) {
            trouble.ifPresent(what -> settings.orElseThrow().world().progress().warning(what));
        }
    }
}
