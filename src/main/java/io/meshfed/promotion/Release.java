package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is promoted.
 *
 * @param images by the name under which the manifests have them, each with its digest
 * @param manifests folder of its manifests for production, relative to the promotion file; empty
 *     when production goes on using the release in staging
 */
public record Release(String version, SortedMap<String, String> images, String manifests) {

    public Release {
        requireNonNull(version);
        requireNonNull(manifests);
        images = Collections.unmodifiableSortedMap(new TreeMap<>(images));
    }
}
