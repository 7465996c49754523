package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.promotion.PromotionRecord;
import java.util.Optional;

/** The record in the production cluster, as this run knows it. */
final class StoredMemory implements Memory {

    private final RecordStore store;
    private RecordStore.Stored seen;

    StoredMemory(RecordStore store) {
        this.store = requireNonNull(store);
        this.seen = store.read();
    }

    @Override
    public PromotionRecord read() {
        seen = store.read();
        return seen.record();
    }

    @Override
    public boolean replace(PromotionRecord next) {
        Optional<RecordStore.Stored> stored = store.replace(seen, next);
        stored.ifPresent(now -> seen = now);
        return stored.isPresent();
    }
}
