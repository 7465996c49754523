package io.meshfed.cluster;

import java.lang.reflect.InvocationTargetException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Builds the JDK's HTTP client and remembers what it built, in order to end it. An open client has
 * a thread that waits inside the kernel, and a process that exits waits 300 ms for such a thread.
 */
final class RememberingBuilder implements HttpClient.Builder {

    /** How the JDK's client prints itself: its class, and its number in parentheses. */
    private static final Pattern NUMBER = Pattern.compile("\\((\\d+)\\)$");

    private final HttpClient.Builder builder;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        Thread thread = new Thread(task, "meshfed-http");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final List<HttpClient> built = new CopyOnWriteArrayList<>();

    RememberingBuilder(HttpClient.Builder builder) {
        this.builder = builder.executor(threads);
    }

    @Override
    public HttpClient build() {
        HttpClient client = builder.build();
        built.add(client);
        return client;
    }

    void closeAll() {
        built.forEach(RememberingBuilder::close);
        threads.shutdownNow();
    }

    private static void close(HttpClient client) {
        try {
            // Since 21, and we compile for 17.
            HttpClient.class.getMethod("shutdownNow").invoke(client);
        } catch (NoSuchMethodException olderJdk) {
            interruptSelector(client);
        } catch (IllegalAccessException | InvocationTargetException notClosed) {
            // The thread ends when the client is collected, or with the process, 300 ms late.
            return;
        }
    }

    /** The loop of that thread ends when it is interrupted; nothing else is known to end it. */
    private static void interruptSelector(HttpClient client) {
        Matcher number = NUMBER.matcher(client.toString());
        if (!number.find()) {
            return;
        }
        String name = "HttpClient-" + number.group(1) + "-SelectorManager";
        Thread[] all = new Thread[Thread.activeCount() + 16];
        int count = Thread.enumerate(all);
        for (int i = 0; i < count; i++) {
            if (all[i].getName().equals(name)) {
                all[i].interrupt();
            }
        }
    }

    @Override
    public HttpClient.Builder cookieHandler(CookieHandler handler) {
        builder.cookieHandler(handler);
        return this;
    }

    @Override
    public HttpClient.Builder connectTimeout(Duration duration) {
        builder.connectTimeout(duration);
        return this;
    }

    @Override
    public HttpClient.Builder sslContext(SSLContext context) {
        builder.sslContext(context);
        return this;
    }

    @Override
    public HttpClient.Builder sslParameters(SSLParameters parameters) {
        builder.sslParameters(parameters);
        return this;
    }

    @Override
    public HttpClient.Builder executor(Executor executor) {
        builder.executor(executor);
        return this;
    }

    @Override
    public HttpClient.Builder followRedirects(HttpClient.Redirect policy) {
        builder.followRedirects(policy);
        return this;
    }

    @Override
    public HttpClient.Builder version(HttpClient.Version version) {
        builder.version(version);
        return this;
    }

    @Override
    public HttpClient.Builder priority(int priority) {
        builder.priority(priority);
        return this;
    }

    @Override
    public HttpClient.Builder proxy(ProxySelector selector) {
        builder.proxy(selector);
        return this;
    }

    @Override
    public HttpClient.Builder authenticator(Authenticator authenticator) {
        builder.authenticator(authenticator);
        return this;
    }
}
