package io.meshfed.sandbox.workload;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.Manifests;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Jobs do nothing, and are done a moment later; there are no pods of theirs. */
final class JobController implements Controller {

    private static final Duration TAKES = Duration.ofSeconds(3);

    /** A template with this annotation ends in failure. */
    private static final String FAILS = "sandbox.meshfed.io/fails";

    private final Site site;
    private final Set<String> running = new HashSet<>();

    JobController(Site site) {
        this.site = site;
    }

    @Override
    public List<ResourceType> follows() {
        return List.of(Kinds.JOB);
    }

    @Override
    public void changed(ObjectEvent event) {
        String uid = Trees.text(event.object(), "metadata", "uid").orElse("");
        if (event.kind() == ObjectEvent.Kind.DELETED) {
            running.remove(uid);
        } else if (!ended(event.object())
                && !Trees.flag(event.object(), "spec", "suspend")
                && running.add(uid)) {
            write(event.object(), begun());
            site.clock().after(TAKES, () -> end(event.object(), uid));
        }
    }

    private static boolean ended(Map<String, Object> job) {
        return !Trees.objects(job, "status", "conditions").isEmpty();
    }

    private Map<String, Object> begun() {
        return Map.of("active", 1L, "startTime", site.stamp());
    }

    private void end(Map<String, Object> job, String uid) {
        if (!running.remove(uid)) {
            return;
        }
        boolean fails =
                Trees.text(job, "spec", "template", "metadata", "annotations", FAILS)
                        .filter("true"::equals)
                        .isPresent();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("startTime", site.stamp());
        if (fails) {
            status.put("failed", 1L);
        } else {
            status.put("completionTime", site.stamp());
            status.put("succeeded", Manifests.number(job, 1, "spec", "completions"));
        }
        status.put(
                "conditions",
                List.of(
                        site.condition(
                                List.of(),
                                fails ? "Failed" : "Complete",
                                true,
                                fails ? "BackoffLimitExceeded" : "")));
        write(job, status);
    }

    private void write(Map<String, Object> job, Map<String, Object> status) {
        site.store().putStatus(Kinds.JOB, Manifests.namespace(job), Manifests.name(job), status);
    }
}
