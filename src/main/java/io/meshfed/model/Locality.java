package io.meshfed.model;

import static java.util.Objects.requireNonNull;

/**
 * Where imported endpoints are said to be. One per direction: istiod knows one locality per peer. A
 * zone without a region voids the whole locality inside istiod, silently, so it is refused here.
 */
public record Locality(String region, String zone, String subzone) {

    public static final Locality NONE = new Locality("", "", "");

    public Locality {
        requireNonNull(region);
        requireNonNull(zone);
        requireNonNull(subzone);
        if (region.isEmpty() && !zone.isEmpty()) {
            throw new IllegalArgumentException("a zone needs a region");
        }
        if (zone.isEmpty() && !subzone.isEmpty()) {
            throw new IllegalArgumentException("a subzone needs a zone");
        }
    }

    public boolean isNone() {
        return region.isEmpty();
    }
}
