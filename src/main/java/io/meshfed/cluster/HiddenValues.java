package io.meshfed.cluster;

import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.report.FieldChange;
import java.util.List;

/** Takes out of a difference what is nobody's to read: the values of Secrets, and our own notes. */
final class HiddenValues {

    private static final String HIDDEN = "(hidden)";
    private static final String NOTE = "metadata.annotations[%s]".formatted(Ownership.APPLIED);

    private HiddenValues() {}

    static List<FieldChange> in(ObjectRef ref, List<FieldChange> changes) {
        boolean secret = ref.type().group().isEmpty() && ref.type().kind().equals("Secret");
        return changes.stream()
                .filter(change -> !change.path().equals(NOTE))
                .map(change -> secret ? hidden(change) : change)
                .toList();
    }

    private static FieldChange hidden(FieldChange change) {
        boolean open = change.path().startsWith("metadata.labels") || change.path().equals("type");
        return open
                ? change
                : new FieldChange(change.path(), hidden(change.before()), hidden(change.after()));
    }

    private static String hidden(String value) {
        return value.isEmpty() ? value : HIDDEN;
    }
}
