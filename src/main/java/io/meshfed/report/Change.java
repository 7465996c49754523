package io.meshfed.report;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ObjectRef;
import java.util.List;
import java.util.Locale;

/**
 * What became of one object of one cluster.
 *
 * @param cluster name of the cluster in the federation file
 * @param fields what differs; empty when nothing does, or when the whole object comes or goes, but
 *     in a rehearsal an object that would come is told with its fields
 */
public record Change(Kind kind, String cluster, ObjectRef object, List<FieldChange> fields) {

    /** In a dry run: what would have become of it. */
    public enum Kind {
        CREATED,
        UPDATED,
        UNCHANGED,
        DELETED,
        /** It was to be deleted, and was not there. */
        NOT_FOUND;

        public boolean isWrite() {
            return this == CREATED || this == UPDATED || this == DELETED;
        }

        /** The word in reports. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Change {
        requireNonNull(kind);
        requireNonNull(cluster);
        requireNonNull(object);
        fields = List.copyOf(fields);
    }
}
