package io.meshfed.sandbox.attach;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.sandbox.mesh.Kinds;
import java.util.Collection;
import java.util.List;

/** One cluster that is not ours, and what a sandbox does with it. Close to stop doing it. */
public final class AttachedCluster implements AutoCloseable {

    private static final ResourceType NAMESPACES = Kinds.NAMESPACE;

    private final RestApi api;
    private final Territory territory;
    private final Presence presence;
    private List<AttachedStore> stores = List.of();

    /** Sends nothing yet. */
    public AttachedCluster(ApiEndpoint endpoint, Territory territory, Progress progress) {
        this.api = new RestApi(endpoint, progress);
        this.territory = territory;
        this.presence = new Presence(api, territory, Presence.Times.USUAL);
    }

    public String name() {
        return api.cluster();
    }

    /**
     * What tells this cluster from all others.
     *
     * @throws FederationException TRANSIENT when nobody answers, AUTH when we are not let in
     */
    public String identity() {
        return Trees.text(
                        api.get(RestApi.path(NAMESPACES, "", "kube-system")).requireOk().tree(),
                        "metadata",
                        "uid")
                .orElse("");
    }

    /**
     * What speaks against letting controllers run here; empty when nothing does.
     *
     * @param namespaces that they are going to make
     * @throws FederationException AUTH when we may not do everything there
     */
    public List<String> objections(Collection<String> namespaces) {
        return new Suitability(api, territory).problems(namespaces);
    }

    /** Looks for another sandbox; to be done in all clusters before one of them is claimed. */
    public void glimpse() {
        presence.look();
    }

    /**
     * Keeps other sandboxes of this federation out until this is closed.
     *
     * @throws FederationException CONFLICT when one is running here
     */
    public void claim() {
        presence.take();
    }

    /** Returns the names of the definitions that were missing, when all kinds are served. */
    public List<String> install() {
        return new Installation(api, territory).install();
    }

    /** Follows the cluster from now on. */
    public AttachedStore follow() {
        return follow(Newcomers.Reception.LEFT_ALONE);
    }

    /** The same, with a word on namespaces that others make meanwhile. */
    public AttachedStore follow(Newcomers.Reception newcomers) {
        AttachedStore store = new AttachedStore(api, territory, newcomers);
        stores = List.of(store);
        return store;
    }

    /**
     * Takes away all that carries the mark of this federation's sandbox.
     *
     * @return what that was
     */
    public List<String> remove() {
        return new Removal(api, territory).remove();
    }

    /** What is stored in the cluster stays. */
    @Override
    public void close() {
        presence.close();
        api.close();
        stores.forEach(AttachedStore::close);
    }
}
