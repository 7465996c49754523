package io.meshfed.sandbox.api;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ResourceType;
import java.util.Map;
import java.util.Optional;

/** Where tests refuse a write, as an admission webhook would. */
public final class Admission {

    /**
     * Says no, and why. Called with the object as it would be stored, or as it is before it goes.
     */
    @FunctionalInterface
    public interface Reviewer {
        /**
         * @param operation CREATE, UPDATE or DELETE
         * @return the reason to refuse; empty to let it pass
         */
        Optional<String> review(String operation, ResourceType type, Map<String, Object> object);
    }

    private static final Reviewer NOBODY = (operation, type, object) -> Optional.empty();

    private volatile Reviewer reviewer = NOBODY;

    Admission() {}

    /** From now on this one decides. */
    public void set(Reviewer reviewer) {
        this.reviewer = requireNonNull(reviewer);
    }

    public void clear() {
        reviewer = NOBODY;
    }

    void review(Target target, String operation, Map<String, Object> object) {
        if (reviewer == NOBODY) {
            return;
        }
        Optional<String> refusal =
                reviewer.review(operation, target.kind().type(), Json.readOnly(object));
        if (refusal.isPresent()) {
            throw new ApiError(
                    403,
                    "Forbidden",
                    "admission webhook \"sandbox.meshfed.io\" denied the request: " + refusal.get(),
                    Map.of());
        }
    }
}
