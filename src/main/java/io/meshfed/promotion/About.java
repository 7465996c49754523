package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ServiceName;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the newest promotion of a service is about, for whoever looks at it without its file. Who
 * approved it is in its state.
 *
 * @param run the last one that had it in hand
 * @param started by the clock of production's API server, as {@code changed}
 * @param changed when its state was stored last
 */
public record About(Subject subject, String run, Instant started, Instant changed) {

    /** Of a service that nobody ever promoted anything of. */
    public static final About NOTHING =
            new About(
                    new Subject(
                            "",
                            "",
                            "",
                            new ServiceName("", ""),
                            new Contents("", new TreeMap<>(), "")),
                    "",
                    PromotionRecord.NEVER,
                    PromotionRecord.NEVER);

    /**
     * @param promotion name in its file
     * @param from name of the staging mesh
     * @param to name of the production mesh
     */
    public record Subject(
            String promotion, String from, String to, ServiceName service, Contents contents) {

        public Subject {
            requireNonNull(promotion);
            requireNonNull(from);
            requireNonNull(to);
            requireNonNull(service);
            requireNonNull(contents);
        }
    }

    /**
     * What is in the release.
     *
     * @param images by the name under which the manifests have them, each with its digest
     * @param manifests their digest; empty when there are none
     */
    public record Contents(String version, SortedMap<String, String> images, String manifests) {

        public Contents {
            requireNonNull(version);
            requireNonNull(manifests);
            images = Collections.unmodifiableSortedMap(new TreeMap<>(images));
        }
    }

    public About {
        requireNonNull(subject);
        requireNonNull(run);
        requireNonNull(started);
        requireNonNull(changed);
    }

    About changed(String by, Instant at) {
        return new About(subject, by.isEmpty() ? run : by, started, at);
    }
}
