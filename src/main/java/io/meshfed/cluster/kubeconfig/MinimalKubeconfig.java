package io.meshfed.cluster.kubeconfig;

import io.meshfed.cluster.json.Json;
import io.meshfed.cluster.kubeconfig.UserSettings.Basic;
import io.meshfed.cluster.kubeconfig.UserSettings.Exec;
import io.meshfed.cluster.kubeconfig.UserSettings.Token;
import io.meshfed.cluster.kubeconfig.UserSettings.TokenFile;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A kubeconfig with one context or a few, for other tools. It is always a new file that only its
 * owner can read: an existing one is never touched. Certificates and keys stand in it; a token file
 * stays a file, for somebody renews it.
 */
public final class MinimalKubeconfig {

    private MinimalKubeconfig() {}

    /** JSON, which every reader of YAML reads, and which needs no quoting rules of its own. */
    public static void write(ContextSettings context, Path to) {
        write(List.of(context), to);
    }

    /** With several contexts there is no current one: whoever uses it says which he means. */
    public static void write(List<ContextSettings> contexts, Path to) {
        byte[] content = Json.write(tree(contexts)).getBytes(StandardCharsets.UTF_8);
        Set<StandardOpenOption> fresh =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (OutputStream out =
                Channels.newOutputStream(Files.newByteChannel(to, fresh, ownerOnly()))) {
            out.write(content);
            out.write('\n');
        } catch (FileAlreadyExistsException exists) {
            throw refused(to, "it exists, and is never overwritten", exists);
        } catch (IOException failed) {
            throw refused(to, failed.getClass().getSimpleName(), failed);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static Map<String, Object> tree(List<ContextSettings> contexts) {
        List<Object> clusters = new ArrayList<>();
        List<Object> users = new ArrayList<>();
        List<Object> all = new ArrayList<>();
        for (ContextSettings context : contexts) {
            String name = context.name();
            Map<String, Object> links = new LinkedHashMap<>();
            links.put("cluster", name);
            links.put("user", name);
            put(links, "namespace", context.namespace());
            clusters.add(entry(name, "cluster", cluster(context.server())));
            users.add(entry(name, "user", user(context.user())));
            all.add(entry(name, "context", links));
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("apiVersion", "v1");
        root.put("kind", "Config");
        if (contexts.size() == 1) {
            root.put("current-context", contexts.get(0).name());
        }
        root.put("clusters", clusters);
        root.put("users", users);
        root.put("contexts", all);
        return root;
    }

    private static Map<String, Object> entry(String name, String kind, Map<String, Object> value) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put(kind, value);
        return entry;
    }

    private static Map<String, Object> cluster(ServerSettings server) {
        Map<String, Object> cluster = new LinkedHashMap<>();
        cluster.put("server", server.url().toString());
        put(cluster, "certificate-authority-data", base64(server.authorityPem()));
        put(cluster, "tls-server-name", server.expectedName());
        put(cluster, "proxy-url", server.proxyUrl());
        if (server.unchecked()) {
            cluster.put("insecure-skip-tls-verify", true);
        }
        return cluster;
    }

    private static Map<String, Object> user(UserSettings settings) {
        Map<String, Object> user = new LinkedHashMap<>();
        UserSettings.Login login = settings.login();
        if (login instanceof Token token) {
            user.put("token", token.token().reveal());
        } else if (login instanceof TokenFile file) {
            user.put("tokenFile", file.file().toAbsolutePath().normalize().toString());
        } else if (login instanceof Basic basic) {
            user.put("username", basic.userName());
            user.put("password", basic.password().reveal());
        } else if (login instanceof Exec exec) {
            user.put("exec", exec(exec));
        }
        put(user, "client-certificate-data", base64(settings.certificatePem()));
        put(user, "client-key-data", base64(settings.keyPem().reveal()));
        addImpersonation(settings.impersonation(), user);
        return user;
    }

    private static Map<String, Object> exec(Exec exec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", exec.apiVersion());
        tree.put("command", exec.command());
        tree.put("args", exec.arguments());
        tree.put(
                "env",
                new TreeMap<>(exec.environment())
                        .entrySet().stream().map(e -> variable(e.getKey(), e.getValue())).toList());
        tree.put("provideClusterInfo", exec.sharesServer());
        tree.put("interactiveMode", "Never");
        return tree;
    }

    private static Map<String, Object> variable(String name, Secret value) {
        return new TreeMap<>(Map.of("name", name, "value", value.reveal()));
    }

    private static void addImpersonation(
            Map<String, List<String>> headers, Map<String, Object> user) {
        Map<String, Object> extra = new TreeMap<>();
        new TreeMap<>(headers)
                .forEach(
                        (header, values) -> {
                            switch (header) {
                                case "Impersonate-User" -> user.put("as", values.get(0));
                                case "Impersonate-Uid" -> user.put("as-uid", values.get(0));
                                case "Impersonate-Group" -> user.put("as-groups", values);
                                default -> extra.put(extraKey(header), values);
                            }
                        });
        if (!extra.isEmpty()) {
            user.put("as-user-extra", extra);
        }
    }

    private static String extraKey(String header) {
        String escaped = header.substring("Impersonate-Extra-".length());
        return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
    }

    private static void put(Map<String, Object> map, String key, String value) {
        if (!value.isEmpty()) {
            map.put(key, value);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static FederationException refused(Path to, String why, IOException cause) {
        return new FederationException(
                ErrorClass.INPUT,
                "cannot write %s: %s".formatted(SafeText.of(to.toString()), why),
                "Name a new file in a folder that exists.",
                List.of(),
                cause);
    }
}
