package io.meshfed.sandbox.api;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.meshfed.sandbox.pki.CertificateAuthority;
import io.meshfed.sandbox.pki.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The API server of one embedded cluster: HTTPS on a port of its own on this machine, with its own
 * CA and users. Any Kubernetes client can talk to it.
 */
public final class ApiServer implements AutoCloseable {

    private final CertificateAuthority authority;
    private final HttpsServer https;
    private final ExecutorService threads;
    private final ApiCore core;
    private final HttpFront front;
    private final String adminToken;
    private final String readerToken;

    private ApiServer(ApiServerOptions options) throws IOException {
        String name = options.clusterName();
        authority = CertificateAuthority.create(name + " API");
        adminToken = name + "-admin-" + UUID.randomUUID();
        readerToken = name + "-reader-" + UUID.randomUUID();
        core = new ApiCore(options);
        core.users().add(User.named("admin", adminToken));
        core.users().add(User.named("reader", readerToken));
        threads = Executors.newCachedThreadPool(daemons(name));
        front = new HttpFront(core.users(), core.router(), core.requests(), core.faults());
        https = listen(authority, threads, front);
    }

    /** Listens when this returns. The usual namespaces are there. */
    public static ApiServer start(ApiServerOptions options) {
        try {
            ApiServer server = new ApiServer(options);
            server.https.start();
            return server;
        } catch (IOException noPort) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1", noPort);
        }
    }

    public URI uri() {
        return URI.create("https://127.0.0.1:" + https.getAddress().getPort());
    }

    /** What clients must trust. */
    public String caPem() {
        return authority.pem();
    }

    public CertificateAuthority authority() {
        return authority;
    }

    /** May do everything. */
    public String adminToken() {
        return adminToken;
    }

    /** May look, and change nothing. */
    public String readerToken() {
        return readerToken;
    }

    /** All tokens are refused with 401 from now on. */
    public void expireTokens() {
        core.users().expireTokens();
    }

    public void addUser(User user) {
        core.users().add(user);
    }

    public KindRegistry kinds() {
        return core.kinds();
    }

    /** For controllers in this process; what they do is in no request log. */
    public ObjectStore store() {
        return core.store();
    }

    public RequestLog requests() {
        return core.requests();
    }

    public Faults faults() {
        return core.faults();
    }

    public Admission admission() {
        return core.admission();
    }

    /** What containers say: nobody runs them, so somebody has to say it for them. */
    public PodLogs logs() {
        return core.logs();
    }

    /** Breaks off all watches and logs that are being followed; the server goes on. */
    public void hangUp() {
        front.hangUp();
    }

    /** Watches and followed logs that are open now. */
    public int openStreams() {
        return front.openStreams();
    }

    /** Breaks off all connections, watches too. */
    @Override
    public void close() {
        https.stop(0);
        threads.shutdownNow();
    }

    private static HttpsServer listen(
            CertificateAuthority authority, ExecutorService threads, HttpFront front)
            throws IOException {
        // Read once, when the first server of the process is made. Without it each answer waits
        // 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "600");
        HttpsServer https =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        Identity identity =
                authority.issue(
                        "kube-apiserver", List.of("localhost", "127.0.0.1", "kubernetes.default"));
        https.setHttpsConfigurator(new ClientCertificates(authority.serverContext(identity)));
        https.setExecutor(threads);
        https.createContext("/", front);
        return https;
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-api-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Asks for a client certificate and goes on without. */
    private static final class ClientCertificates extends HttpsConfigurator {

        ClientCertificates(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setWantClientAuth(true);
            // As a server written in Go does: who names ChaCha20 first has no AES in hardware.
            tls.setUseCipherSuitesOrder(false);
            parameters.setSSLParameters(tls);
        }
    }
}
