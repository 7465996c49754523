package io.meshfed.cluster;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A conversation with the API server of one cluster, bound to one kubeconfig context. Thread-safe.
 * Every method throws {@link FederationException} with the class of the error contract; nothing
 * else escapes. Retries, deadlines and the refusal to touch what belongs to others live behind it.
 */
public interface ClusterSession extends AutoCloseable {

    ClusterRef cluster();

    /**
     * Asked once, then remembered. A pin that differs is INPUT, and no write is sent before it was
     * compared.
     */
    ClusterIdentity identity();

    /**
     * Who the API server thinks we are; what the kubeconfig calls the user where the server cannot
     * say.
     */
    String whoAmI();

    Optional<ClusterObject> find(ObjectRef ref);

    /** As many single reads as there are names, or one list when that is cheaper and allowed. */
    Observation findAll(ResourceType type, String namespace, Collection<String> names);

    /**
     * @param namespace empty for all namespaces, or for a cluster-scoped kind
     * @param labelSelector in the syntax of the API; empty for all
     */
    List<ClusterObject> list(ResourceType type, String namespace, String labelSelector);

    /**
     * Makes it so by server-side apply, unless the observation shows that it is so already: then no
     * request is sent. An object that exists without our label is a CONFLICT, and so is a field
     * that another manager owns. What is to be part of a set (or its parent) is judged by the label
     * of that set instead: its members may have been made by another tool.
     */
    Change apply(Manifest desired, Observation seen);

    /** As {@link #apply}, but the server only says what would change; nothing is stored. */
    Change dryRun(Manifest desired, Observation seen);

    /**
     * Applies fields of an object that belongs to others, under a field manager of its own and
     * without our labels. The object must exist with that UID.
     *
     * @param manager suffix of the field manager: {@code meshfed-<manager>}
     */
    Change applyPart(Manifest part, String manager, ClusterObject onto);

    /**
     * Deletes exactly the object that was seen (by UID), and only if it carries our label and the
     * name of our federation.
     */
    Change delete(ObjectRef ref, Observation seen);

    /**
     * Deletes exactly the member that was seen (by UID), and only if it says that it is part of
     * that set.
     *
     * @param set as in {@link io.meshfed.model.SetLabels#PART_OF}
     */
    Change deleteMember(ObjectRef ref, Observation seen, String set);

    /**
     * Stores a whole object of ours, if it still is what was seen: creates it when nothing was, and
     * replaces exactly that version otherwise. Asks for no writers' lease, because nothing but this
     * guards it. A rehearsing session has the server answer, and stores nothing.
     *
     * @param seen ours, or it is a CONFLICT
     * @return as it is stored; empty when somebody else was quicker, and then nothing was stored.
     *     That may have been ourselves, when the answer to an earlier try was lost: read it again
     */
    Optional<ClusterObject> store(Manifest desired, Optional<ClusterObject> seen);

    /**
     * Refuses what was not made by meshfed for this federation: CONFLICT, naming who made it. Sends
     * nothing.
     */
    void requireOurs(ClusterObject seen);

    /**
     * Before a refusal to write because of what another run is doing, or did: while that one
     * writes, it is waited for or told instead. A rehearsal asks nobody.
     *
     * @throws FederationException CONFLICT when another run writes, or did until now
     */
    void requireTurn();

    /** Restarts a Deployment's pods the way {@code kubectl rollout restart} does. */
    void restart(ObjectRef deployment);

    /**
     * Gives a Deployment that many pods, if nobody wrote to it since: else a CONFLICT.
     *
     * @param replicas 0 or more
     */
    void scale(ClusterObject seen, int replicas);

    /**
     * A new token of a ServiceAccount; the server may give it another lifetime than was asked for.
     */
    AccountToken token(ObjectRef account, Duration lifetime);

    /** Asks the API server which of these we may do. One access review each. */
    SortedMap<AccessRule, Boolean> allowed(Collection<AccessRule> rules);

    /** Group to versions served. */
    SortedMap<String, List<String>> apiGroups();

    /**
     * The kinds of one version of a group, asked anew each time: kinds come and go.
     *
     * @return empty when that version is not served
     */
    List<ResourceType> served(String group, String version);

    /** How far the server's clock is ahead of ours, to the second. */
    Duration clockSkew();

    /** Requests sent so far, by verb as RBAC names it (get, list, patch, create, delete). */
    SortedMap<String, Integer> requests();

    @Override
    void close();
}
