package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All watches that are up, wherever they lead. */
final class Streams {

    /** What the gateway closes after its drain time is noticed a second later. */
    private static final Duration AFTER_DRAIN = Duration.ofSeconds(1);

    private final MeshClock clock;
    private final List<Stream> open = new ArrayList<>();

    Streams(MeshClock clock) {
        this.clock = clock;
    }

    /** One watch from an istiod to another mesh's istiod. */
    record Stream(Watch client, String source, PeerLink server, Crossing crossing) {}

    Stream open(Watch client, String source, Answer.Reached reached) {
        Stream stream = new Stream(client, source, reached.serves(), reached.crossing());
        open.add(stream);
        stream.server().connected(source);
        return stream;
    }

    boolean use(Crossing crossing) {
        return open.stream().anyMatch(stream -> stream.crossing() == crossing);
    }

    List<Stream> servedBy(PeerLink link) {
        return open.stream().filter(stream -> stream.server() == link).toList();
    }

    /** How many watches this istiod serves. */
    long openTo(Istiod server) {
        return open.stream().filter(stream -> stream.server().istiod() == server).count();
    }

    /** The client goes away, and the server sees it at once. */
    void endedByClient(Stream stream) {
        if (open.remove(stream)) {
            stream.server().disconnected(stream.source());
        }
    }

    /** The server says good-bye, so the client tries again without waiting. */
    void endedByServer(PeerLink server) {
        for (Stream stream : servedBy(server)) {
            open.remove(stream);
            server.disconnected(stream.source());
            clock.after(Duration.ofMillis(300), () -> stream.client().ended(stream, true));
        }
    }

    /** The server is no more. */
    void lost(Istiod server, Duration noticedAfter) {
        cut(stream -> stream.server().istiod() == server, noticedAfter);
    }

    void cutThrough(Gateway gateway, Duration noticedAfter) {
        cut(
                stream ->
                        stream.crossing().egress() == gateway
                                || stream.crossing().ingress() == gateway,
                noticedAfter);
    }

    void cutInto(Gateway ingress, Instant openedBefore) {
        cut(
                stream ->
                        stream.crossing().ingress() == ingress
                                && stream.crossing().openedBefore(openedBefore),
                AFTER_DRAIN);
    }

    void cut(Predicate<Stream> which, Duration noticedAfter) {
        for (Stream stream : open.stream().filter(which).toList()) {
            open.remove(stream);
            stream.server().disconnected(stream.source());
            clock.after(noticedAfter, () -> stream.client().ended(stream, false));
        }
    }
}
