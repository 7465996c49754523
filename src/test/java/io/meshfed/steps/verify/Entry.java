package io.meshfed.steps.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One pod's entry of a peer status, as a test wants it; times are seconds from a fixed start. */
final class Entry {

    final String list;
    private final String pod;
    private final Map<String, Object> watch = new LinkedHashMap<>();
    private final List<Object> remotes = new ArrayList<>();

    private Entry(String list, String pod, boolean connected) {
        this.list = list;
        this.pod = pod;
        watch.put("connected", connected);
    }

    /** In {@code active}, connected. */
    static Entry up(String pod, double since) {
        return new Entry("active", pod, true).with("lastConnected", since);
    }

    /** In {@code inactive}, with the newest attempt and why the last one failed. */
    static Entry down(String pod, double tried, String text) {
        Entry entry = new Entry("inactive", pod, false).with("lastConnected", tried);
        return text.isEmpty() ? entry : entry.failed(text);
    }

    Entry synced(double at) {
        return with("lastFullSync", at);
    }

    Entry ended(double at) {
        return with("lastDisconnect", at);
    }

    Entry failed(String text) {
        watch.put("lastDisconnectStatus", text);
        return this;
    }

    Entry remote(String source, boolean connected) {
        remotes.add(Map.of("source", source, "connected", connected));
        return this;
    }

    private Entry with(String field, double at) {
        watch.put(field, Recording.at(at).toString());
        return this;
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>(Map.of("pod", pod, "watch", watch));
        if (!remotes.isEmpty()) {
            tree.put("remotes", remotes);
        }
        return tree;
    }
}
